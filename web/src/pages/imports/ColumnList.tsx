import { CopyOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { languages, speech, useLanguage } from '../../words'
import { columns, type ImportKind } from './columns'
import { Tag } from '../../parts/Tag'

const useSay = speech({
  title: ['第一行的列名', '第一列的欄名', 'Columns that the first row names'],
  required: ['必填', '必填', 'Required'],
  more: ['列的先后不限；列名可用三种语言中的任一种。', '欄的先後不限；欄名可用三種語言中的任一種。', 'In any order, in any of the three languages.'],
  copy: ['复制列名', '複製欄名', 'Copy the names'],
  copied: ['已复制，可粘贴到电子表格的第一行', '已複製，可貼到試算表的第一列', 'Copied: paste them into the first row of a spreadsheet'],
})

/** ColumnList says which columns a workbook of a kind has. */
export function ColumnList({ kind }: { kind: ImportKind }) {
  const say = useSay()
  const { message } = App.useApp()
  const lang = Object.keys(languages).indexOf(useLanguage())
  const copy = () => void navigator.clipboard.writeText(columns[kind].map((c) => c.title[lang]).join('\t')).then(() => message.success(say('copied')))
  return (
    <section aria-label={say('title')}>
      <h3 className="card-title">{say('title')}</h3>
      <ul className="rows" style={{ marginTop: 8 }}>
        {columns[kind].map((c) => (
          <li key={c.name}>
            <div className="line"><strong>{c.title[lang]}</strong><span className="clause">{c.name}</span>{c.required && <Tag color="blue">{say('required')}</Tag>}</div>
            {c.hint && <div className="muted">{c.hint[lang]}</div>}
          </li>
        ))}
      </ul>
      <p className="muted">{say('more')}</p>
      {/* Browsers lend the clipboard to safe addresses only. */}
      {window.isSecureContext && <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={copy}>{say('copy')}</Button>}
    </section>
  )
}
