import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'

/** Copy puts a text on the clipboard, where the browser has one: over plain http an office's network has none, and the text is selected by hand. */
export function Copy({ text, label }: { text: string; label: string }) {
  const [done, finish] = useState(false)
  if (!window.isSecureContext) return null
  return (
    <Button icon={done ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
      onClick={() => void navigator.clipboard.writeText(text).then(() => finish(true), () => finish(false))}>{label}</Button>
  )
}
