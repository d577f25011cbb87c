import type { CampaignItem } from '../../api/books'
import { Tag } from '../../parts/Tag'
import { useRounds } from '../../parts/useRounds'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({ late: ['延迟开始', '延遲開始', 'Begun late'] })

/** Occasion is for what customers are greeted: the occasion, with its round or the point of the project. */
export function Occasion({ of: c }: { of: Pick<CampaignItem, 'occasion' | 'period' | 'node' | 'late'> }) {
  const say = useSay()
  const { word } = useWords()
  const { round } = useRounds()
  return <span>{[word('occasion', c.occasion), c.node && word('node', c.node), c.period && round(c.period)].filter(Boolean).join(' · ')}{c.late && <> <Tag color="orange">{say('late')}</Tag></>}</span>
}
