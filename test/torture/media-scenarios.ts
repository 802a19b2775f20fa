/** Scenarios with photos and rich messages that die at each step. */
import type { Scenario } from './crash.ts'
import { publish, type Scene } from './scene.ts'

const many = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`)
const chatOf = ({ chats }: { readonly chats: readonly number[] }) => chats[0] ?? 0
const lose = (scene: Scene, method: string) =>
  scene.paperboy.world.addFault({ fault: { kind: 'answer-lost' }, method, chat: chatOf(scene.first), times: 1 })

export const mediaScenarios: readonly Scenario[] = [
  {
    name: 'cards as photos, one of which is refused, and one whose answer is lost',
    before: async (scene) => {
      await scene.paperboy.say(`/digest ${scene.first.id} layout cards`)
      publish(scene, scene.news, 'gone-a', 'pictured-b', 'pictured-c')
      lose(scene, 'sendPhoto')
    },
  },
  {
    name: 'a card as a photo without an answer in a group',
    before: async (scene) => {
      await scene.paperboy.say(`/digest ${scene.club.id} layout cards`)
      const chat = chatOf(scene.club)
      scene.paperboy.world.addFault({ fault: { kind: 'request-lost' }, method: 'sendPhoto', chat, times: 1 })
      publish(scene, scene.news, 'pictured-a', 'b')
      await scene.paperboy.cron()
    },
  },
  {
    name: 'a rich digest whose answer is lost',
    before: async (scene) => {
      await scene.paperboy.say(`/digest ${scene.first.id} layout rich`)
      publish(scene, scene.news, ...many('rich', 12))
      lose(scene, 'sendRichMessage')
      await scene.paperboy.cron()
      publish(scene, scene.sport, 'later')
    },
  },
  {
    name: 'a rich digest that Telegram refuses',
    before: async (scene) => {
      await scene.paperboy.say(`/digest ${scene.first.id} layout rich`)
      const fault = { kind: 'refused', status: 400, description: "Bad Request: can't parse entities: x" } as const
      scene.paperboy.world.addFault({ fault, method: 'sendRichMessage', chat: chatOf(scene.first) })
      publish(scene, scene.news, ...many('rich', 12))
      publish(scene, scene.sport, 'd')
    },
  },
]
