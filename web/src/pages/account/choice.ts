import type { components } from '../../api/schema'

export type Chosen = components['schemas']['ChosenChannel']
export type Offered = Pick<components['schemas']['Channel'], 'channel' | 'shared'> & { gone?: boolean }

/** offered are the channels of the house, and those that were chosen before and that no worker has any more: such a one can be let go of. */
export function offered(house: Pick<components['schemas']['Channel'], 'channel' | 'shared'>[], mine: Chosen[]): Offered[] {
  const gone = mine.filter((m) => !house.some((h) => h.channel === m.channel))
  return [...house.map(({ channel, shared }) => ({ channel, shared })), ...gone.map(({ channel }) => ({ channel, shared: false, gone: true }))]
}

/** chosen sets one channel of a choice, or takes it out of it. */
export function chosen(all: Chosen[], channel: Chosen['channel'], to: Omit<Chosen, 'channel'> | undefined): Chosen[] {
  const rest = all.filter((c) => c.channel !== channel)
  return to ? [...rest, { channel, ...to }] : rest
}
