// How the service writes a cadence, such as "every mid_autumn" or "every 7 days", and the name of a round: "mid_autumn 2026".

export type Cadence = { form: 'named'; name: string } | { form: 'many'; n: string; unit: string } | { form: 'plain' }

const ends: Record<string, string> = { day: 'endOfDay', week: 'endOfWeek', month: 'endOfMonth', quarter: 'endOfQuarter', year: 'endOfYear' }

/** cadence reads how often something comes round. */
export function cadence(text: string): Cadence {
  const end = /^every end of (\w+)$/.exec(text)?.[1]
  if (end) return end in ends ? { form: 'named', name: ends[end]! } : { form: 'plain' }
  const many = /^every (\d+) (days|weeks|months|years)$/.exec(text)
  if (many) return { form: 'many', n: many[1]!, unit: many[2]! }
  const name = /^every ([a-z_]+)$/.exec(text)?.[1]
  return name ? { form: 'named', name } : { form: 'plain' }
}

export type Period = { form: 'festival'; name: string; year: string } | { form: 'plain' }

/** period reads the name of a round; a day or a month is written as it is said. */
export function period(text: string): Period {
  const [, name, year] = /^([a-z_]+) (\d{4})$/.exec(text) ?? []
  return name && year ? { form: 'festival', name, year } : { form: 'plain' }
}
