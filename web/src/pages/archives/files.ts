/** Kinds of files, and the states that a file goes through. */
export const kinds = ['new_car', 'aftersales'] as const
export const statuses = ['waiting', 'sent', 'signed', 'checked', 'defective', 'stored', 'lost', 'voided'] as const
