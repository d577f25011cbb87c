import type { Gets } from './query'

/** The kinds of cases, in the order in which the desk names them, and where one of each is read. */
export const caseOf = {
  complaint: '/complaints/{id}', archive: '/archives/{id}', returnvisit: '/return-visits/{id}', lead: '/leads/{id}', loan: '/loans/{id}', retention: '/retentions/{id}', campaign: '/campaigns/{id}', credit: '/credits/{id}', erasure: '/erasures/{id}',
  visit: '/visits/{id}', visitplan: '/visit-plans/{id}',
} as const satisfies Record<string, Gets>

export type Kind = keyof typeof caseOf
export const kinds = Object.keys(caseOf) as Kind[]
