/** The directory's methods about readers of channels. */
import { MeteredObject } from '../metered-object.ts'
import type { ChannelId, ReaderCode, UserId } from '../model.ts'
import type { ReaderLimits, Readers } from '../store/readers.ts'

export abstract class DirectoryReaders extends MeteredObject {
  protected abstract readonly readers: Readers

  offerReaders(channel: ChannelId, code: ReaderCode | 'new' | null) {
    return this.readers.offer(channel, code)
  }

  async readerLink(code: ReaderCode) {
    return this.readers.channelOf(code)
  }

  async reader(person: UserId) {
    return this.readers.reader(person)
  }

  async readersOf(code: ReaderCode) {
    return this.readers.count(code)
  }

  follow(person: UserId, code: ReaderCode, limits: ReaderLimits) {
    return this.readers.follow(person, code, limits)
  }

  unfollow(person: UserId, code: ReaderCode) {
    this.readers.unfollow(person, code)
  }

  forgetReader(person: UserId, isUser = false) {
    this.readers.forget(person, isUser)
  }

  forgetStranger(person: UserId) {
    this.readers.forgetStranger(person)
  }

  async strangersAmong(people: readonly UserId[]) {
    return this.readers.strangersAmong(people)
  }

  async cellOfLink(code: ReaderCode) {
    return this.readers.cellOf(code)
  }
}
