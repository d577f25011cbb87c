/** What of the messages is shown: those that were given up first, since somebody is to see to them. */
export const views = ['given_up', 'waiting', 'sent', 'all'] as const
export type View = (typeof views)[number]

/** asked is the view that an address asks for. */
export const asked = (text: string | undefined): View => views.find((v) => v === text) ?? 'given_up'

export const channels = ['email', 'wecom', 'dingtalk', 'feishu', 'webhook'] as const
export const kinds = ['notice', 'morning', 'test'] as const

/** again says whether a message may be tried for another day: one that was given up, but not the list of a day that is over. */
export const again = (m: { state: string; kind: string }) => m.state === 'given_up' && m.kind !== 'morning'
