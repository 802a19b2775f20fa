/** Scenarios with translated headlines: the program dies around each call of the language model. */
import type { Scenario } from './crash.ts'
import { publish } from './scene.ts'

export const translationScenarios: readonly Scenario[] = [
  {
    name: 'headlines that are translated for two channels',
    before: async (scene) => {
      await scene.paperboy.say(`/translate ${scene.first.id} de`)
      await scene.paperboy.say(`/translate ${scene.second.id} de`)
      publish(scene, scene.news, 'a', 'b', 'advert-c')
      publish(scene, scene.sport, 'd')
    },
  },
  {
    name: 'a language model that is busy, and then has used up its day',
    before: async (scene) => {
      await scene.paperboy.say(`/translate ${scene.first.id} de`)
      scene.ai.fail({ kind: 'busy' }, { kind: 'quota-spent' })
      publish(scene, scene.news, 'a', 'b')
      await scene.paperboy.cron()
      publish(scene, scene.news, 'c')
    },
  },
  {
    name: 'a digest at a set time with a briefing',
    before: async (scene) => {
      const { first, paperboy } = scene
      await paperboy.say(`/digest ${first.id} timezone UTC`)
      await paperboy.say(`/digest ${first.id} every 1h`)
      await paperboy.say(`/digest ${first.id} briefing on`)
      publish(scene, scene.news, 'a', 'b', 'c', 'd')
      for (let round = 0; round < 10; round++) await paperboy.cron()
    },
  },
]
