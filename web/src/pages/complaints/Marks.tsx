import { PauseCircleOutlined } from '@ant-design/icons'
import type { ComplaintItem } from '../../api/books'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { severityColors } from './states'

const useSay = speech({
  paused: ['已暂停', '已暫停', 'Paused'],
  anonymous: ['匿名', '匿名', 'Anonymous'],
  round: ['第 {{n}} 轮', '第 {{n}} 輪', 'Round {{n}}'],
})

/** Marks are what sets a complaint apart: how grave it is, that it is paused, unnamed, or goes another round. */
export function Marks({ of }: { of: Pick<ComplaintItem, 'severity' | 'paused_at' | 'anonymous' | 'round'> }) {
  const say = useSay()
  const { word } = useWords()
  return (
    <>
      {of.severity && <Tag color={severityColors[of.severity]}>{word('severity', of.severity)}</Tag>}
      {of.paused_at && <Tag color="orange" icon={<PauseCircleOutlined aria-hidden />}>{say('paused')}</Tag>}
      {of.anonymous && <Tag>{say('anonymous')}</Tag>}
      {of.round > 1 && <Tag color="purple">{say('round', { n: of.round })}</Tag>}
    </>
  )
}
