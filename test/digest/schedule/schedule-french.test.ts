/** Schedules as people write them in French. */
import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/digest/schedule/format-schedule.ts'
import { quietReadings } from '../../../src/digest/schedule/quiet-hours.ts'
import { type Meanings, meaningOf } from './schedule-meanings.ts'

const inFrench = (text: string) => meaningOf(text, 'fr')

describe('times of day', () => {
  const cases: Meanings = [
    ['8h', 'every 8h | 08:00'],
    ['à 8h', '08:00'],
    ['tous les jours à 8h', '08:00'],
    ['Chaque jour à 8 h', '08:00'],
    ['8h et 18h30', '08:00 18:30'],
    ['8 h 30', '08:30'],
    ['8h, 12h, 18h', '08:00 12:00 18:00'],
    ['à 8 heures et à 18 heures', '08:00 18:00'],
    ['à huit heures du matin', '08:00'],
    ['sept heures et demie', '07:30'],
    ['7h et demie', '07:30'],
    ['huit heures et quart', '08:15'],
    ['neuf heures moins le quart', '08:45'],
    ['neuf heures moins dix', '08:50'],
    ['vingt heures trente', '20:30'],
    ['8h du soir', '20:00'],
    ['7h du mat', '07:00'],
    ['3 heures de l’après-midi', '15:00'],
    ["à 3h de l'après-midi", '15:00'],
    ['une heure du matin', '01:00'],
    ['8 heures pile', '08:00'],
    ['midi', '12:00'],
    ['midi et demi', '12:30'],
    ['minuit', '00:00'],
    ['à midi et à minuit', '00:00 12:00'],
    ['le matin', '08:00'],
    ['tous les soirs', '18:00'],
    ['tous les soirs à 9h', '21:00'],
    ['matin et soir', '08:00 18:00'],
    ['matin, midi et soir', '08:00 12:00 18:00'],
    ['le bulletin de 8h', '08:00'],
    ['8h30 svp', '08:30'],
    ['un bulletin à 8h', '08:00'],
    ['une fois à 8h', '08:00'],
    ['7h le matin et 19h le soir', '07:00 19:00'],
    ['vers 8h', ''],
  ]
  it.each(cases)('%s: %s', (text, schedule) => expect(inFrench(text)).toBe(schedule))
})

describe('days', () => {
  const cases: Meanings = [
    ['en semaine à 8h', 'mon-fri 08:00'],
    ['8h en semaine', 'mon-fri 08:00'],
    ['jours ouvrés 8h', 'mon-fri 08:00'],
    ['lun-ven 8h', 'mon-fri 08:00'],
    ['8h lun-ven', 'mon-fri 08:00'],
    ['lun.–ven. à 8h', 'mon-fri 08:00'],
    ['du lundi au vendredi à 8h30', 'mon-fri 08:30'],
    ['de lundi à vendredi à 8h', 'mon-fri 08:00'],
    ['mardi à samedi 8h', 'tue-sat 08:00'],
    ['lun à jeu 8h', 'mon-thu 08:00'],
    ['mardi à 8h et vendredi à 9h', 'tue 08:00, fri 09:00'],
    ['lundi et jeudi à 9h', 'mon thu 09:00'],
    ['le lundi et le jeudi à 9h', 'mon thu 09:00'],
    ['tous les lundis à 8 heures', 'mon 08:00'],
    ['le week-end à 10h', 'sat-sun 10:00'],
    ['weekend 10h', 'sat-sun 10:00'],
    ['samedi et dimanche à 10h', 'sat-sun 10:00'],
    ['7h30 en semaine, 9h le week-end', 'mon-fri 07:30, sat-sun 09:00'],
    ['du lundi au vendredi matin et soir', 'mon-fri 08:00 18:00'],
    ['lun-ven 8h, sam 10h', 'mon-fri 08:00, sat 10:00'],
    ['en semaine à 8h et le week-end à 10h', 'mon-fri 08:00, sat-sun 10:00'],
    ['lundi matin', 'mon 08:00'],
    ['vendredi soir à 8h', 'fri 20:00'],
    ['tous les jours à 8h sauf le dimanche', 'mon-sat 08:00'],
    ['8h sauf le week-end', 'mon-fri 08:00'],
    ['8h hors week-end', 'mon-fri 08:00'],
    ['8h mais pas le dimanche', 'mon-sat 08:00'],
    ['tous les jours à 8h, mais le dimanche à 10h', 'mon-sat 08:00, sun 10:00'],
    ['le lundi une fois par semaine à 8h', 'mon 08:00'],
    ['une fois par semaine', ''],
    ['tous les deux jours', ''],
  ]
  it.each(cases)('%s: %s', (text, schedule) => expect(inFrench(text)).toBe(schedule))
})

describe('intervals and frequencies', () => {
  const cases: Meanings = [
    ['toutes les 3h', 'every 3h'],
    ['toutes les 3 heures', 'every 3h'],
    ['toutes les trois heures', 'every 3h'],
    ['toutes les heures', 'every 1h'],
    ['chaque heure', 'every 1h'],
    ['une fois par heure', 'every 1h'],
    ['toutes les demi-heures', 'live 30m'],
    ['chaque demi-heure', 'live 30m'],
    ['toutes les 45 minutes', 'live 45m'],
    ['tous les quarts d’heure', 'live 15m'],
    ['toutes les heures et demie', 'live 90m'],
    ['une fois par jour', '08:00'],
    ['deux fois par jour', '08:00 18:00'],
    ['2 fois par jour', '08:00 18:00'],
    ['trois fois par jour', '08:00 12:00 18:00'],
    ['deux fois par jour à 7h et 19h', '07:00 19:00'],
    ['8h-20h toutes les 3h', '08:00 11:00 14:00 17:00 20:00'],
    ['de 8h à 20h toutes les 3h', '08:00 11:00 14:00 17:00 20:00'],
    ['entre 9 h et 17 h toutes les 2 heures', '09:00 11:00 13:00 15:00 17:00'],
    ['en semaine de 9h à 17h toutes les 4h', 'mon-fri 09:00 13:00 17:00'],
    ['à partir de 8h toutes les 12h', '08:00 20:00'],
    ['toutes les six heures à partir de 7h', '01:00 07:00 13:00 19:00'],
    ['de 8h30 à 18h30 toutes les 2h', '08:30 10:30 12:30 14:30 16:30 18:30'],
    ['en direct', 'live'],
    ['en temps réel', 'live'],
    ['au fil de l’eau', 'live'],
    ['dès qu’ils paraissent', 'live'],
    ['dès que ça sort', 'live'],
    ['immédiatement', 'instant'],
    ['tout de suite', 'instant'],
    ['sans attendre', 'instant'],
    ['au plus une fois par heure', 'live 1h'],
    ['en direct, au plus toutes les 30 minutes', 'live 30m'],
    ['pas plus d’une fois par heure', 'live 1h'],
    ['live 30m', 'live 30m'],
    ['twice a day', '08:00 18:00'],
  ]
  it.each(cases)('%s: %s', (text, schedule) => expect(inFrench(text)).toBe(schedule))
})

describe('quiet hours', () => {
  it.each([
    ['de 23h à 7h', '23:00-07:00'],
    ['23h-7h', '23:00-07:00'],
    ['23h30-6h', '23:30-06:00'],
    ['entre 22h et 7h', '22:00-07:00'],
    ['de 22h30 à 6h30', '22:30-06:30'],
    ['de 11 heures du soir à 7 heures du matin', '23:00-07:00'],
    ['de minuit à 8h', '00:00-08:00'],
    ['la nuit', '23:00-07:00'],
  ])('%s are %s', (text, hours) => {
    expect(quietReadings(text, 'fr').map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`)).toEqual([hours])
  })
})
