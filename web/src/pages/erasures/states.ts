import type { Obligation } from '../../api/books'

/** The statuses in which a request to erase somebody can stand, in the order of its life. */
export const statuses = ['erasure_asked', 'identified', 'restricted', 'erased', 'turned_down', 'withdrawn', 'voided'] as const

/** On whose behalf somebody can ask. */
export const askers = ['self', 'guardian', 'agent', 'relative'] as const

// What is owed to whoever asked: the answer, and then the look at what is kept by law only.
const owed = ['answer_request', 'look_again']

/** answerOwed is what is still owed to whoever asked. */
export const answerOwed = <T extends Pick<Obligation, 'duty' | 'state'>>(of: T[]): T | undefined => of.find((o) => owed.includes(o.duty) && o.state === 'open')
