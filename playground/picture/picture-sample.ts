/** The playground's sample with the texts of the pictures. */
import type { SampleTexts } from '../samples/sample-texts.ts'
import { samples } from '../samples/samples.ts'
import type { PictureTexts } from './picture-texts.ts'

export function pictureSample({ language, tag, channel, samples: feeds }: PictureTexts): SampleTexts {
  return {
    ...samples[language],
    tag: tag.toLowerCase(),
    channel: { title: channel, username: 'morning_headlines' },
    feeds,
    hasSeed: false,
  }
}
