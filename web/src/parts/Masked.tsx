import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { useNow } from './clock'
import { RevealDialog, type Hidden, type Shown } from './RevealDialog'
import { speech } from '../words'

const useSay = speech({
  show: ['查看完整资料', '檢視完整資料', 'Show in full'],
  hide: ['隐藏', '隱藏', 'Hide'],
  rest: ['{{s}} 秒后隐藏 · 今天还可查看 {{left}} 项', '{{s}} 秒後隱藏 · 今天還可檢視 {{left}} 項', 'hidden in {{s}} s · {{left}} more today'],
})

const shownFor = 60_000 // ms: long enough to dial a number, and nobody walks away from an open page

interface Props {
  of: Hidden
  /** What stands there: with the fields as they are, once they are shown. */
  children: (shown: Shown | undefined) => ReactNode
}

/** Masked shows personal fields masked, and as they are for a minute to whoever says what for. Nothing of it is kept. */
export function Masked({ of, children }: Props) {
  const say = useSay()
  const [asking, ask] = useState(false)
  const [shown, show] = useState<Shown & { until: number }>()
  const until = shown?.until
  useEffect(() => {
    if (!until) return
    const timer = window.setTimeout(() => show(undefined), until - Date.now())
    return () => window.clearTimeout(timer)
  }, [until])
  return (
    <span className="masked">
      {children(shown)}{' '}
      {shown
        ? <><Button size="small" icon={<EyeInvisibleOutlined aria-hidden />} onClick={() => show(undefined)}>{say('hide')}</Button> <Rest until={shown.until} left={shown.left} /></>
        : <Button size="small" icon={<EyeOutlined aria-hidden />} onClick={() => ask(true)}>{say('show')}</Button>}
      <RevealDialog open={asking} of={of} onClose={() => ask(false)} onShown={(it) => { ask(false); show({ ...it, until: Date.now() + shownFor }) }} />
    </span>
  )
}

function Rest({ until, left }: { until: number; left: number }) {
  const say = useSay()
  const now = useNow()
  return <span className="muted">{say('rest', { s: Math.max(0, Math.ceil((until - now) / 1000)), left })}</span>
}
