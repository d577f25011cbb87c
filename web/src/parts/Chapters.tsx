import { Collapse, Grid, Tabs, type TabsProps } from 'antd'

/** Chapters of a page: tabs where there is room, one below the other on a phone, where tabs wouldn't fit side by side. */
export function Chapters({ items }: { items: NonNullable<TabsProps['items']> }) {
  const wide = Grid.useBreakpoint().md ?? true
  if (wide) return <Tabs items={items} />
  return <Collapse ghost size="small" defaultActiveKey={items[0]?.key} items={items.map(({ key, label, children }) => ({ key, label, children }))} />
}
