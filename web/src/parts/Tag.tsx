import type { CSSProperties, ReactNode } from 'react'

interface Props {
  color?: string
  icon?: ReactNode
  title?: string
  style?: CSSProperties
  children?: ReactNode
  'aria-hidden'?: boolean
}

const tones = new Set(['red', 'orange', 'gold', 'green', 'blue', 'cyan', 'purple', 'magenta', 'volcano'])
const meant: Record<string, string> = { error: 'red', warning: 'orange', success: 'green', processing: 'blue' }

/** Tag is a word on a coloured ground. Lists are full of them: a plain element, whose colours read well (contrast 4.5 and more). */
export function Tag({ color = '', icon, children, ...rest }: Props) {
  const tone = meant[color] ?? (tones.has(color) ? color : 'plain')
  return <span className={`tag tag-${tone}`} {...rest}>{icon}{icon && ' '}{children}</span>
}
