/** What can be said of a lead beside its source. */
export type Flag = 'quality' | 'key_customer' | 'objection' | 'on_duty'

/** flagsOf are those that decide on how often a lead of this source is contacted; a visitor's ask for a class first. */
export function flagsOf(source: string | undefined, classed: boolean): Flag[] {
  switch (source) {
    case 'call_in':
      return ['quality', 'on_duty']
    case 'visitor':
      return classed ? ['key_customer', 'objection', 'on_duty'] : ['on_duty']
    case 'prospect':
      return ['key_customer']
    default:
      return []
  }
}

/** traitsOf keeps of what was typed only what is asked for of this source: a box ticked before the source was changed doesn't count. */
export function traitsOf(source: string, cls: string | undefined, ticked: Partial<Record<Flag, boolean>>): Record<string, unknown> {
  const kept = source === 'visitor' ? cls : undefined
  const flags = flagsOf(source, Boolean(kept)).filter((f) => ticked[f])
  return { source, ...(kept && { class: kept }), ...Object.fromEntries(flags.map((f) => [f, true])) }
}
