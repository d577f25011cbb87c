import {
  AuditOutlined, BarChartOutlined, BellOutlined, BookOutlined, CalendarOutlined, CarOutlined, CheckSquareOutlined, CommentOutlined, CreditCardOutlined, EnvironmentOutlined, FieldTimeOutlined, FileProtectOutlined, FolderOpenOutlined, GiftOutlined, ImportOutlined, LogoutOutlined, MenuOutlined, PhoneOutlined, SafetyOutlined, SendOutlined, SolutionOutlined, TeamOutlined, UserDeleteOutlined, UserOutlined,
} from '@ant-design/icons'
import { Badge, Button, Drawer, Grid, Layout, Menu, Spin } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Link, Navigate, Outlet, useLocation, useNavigate } from 'react-router'
import { useMe } from './api/books'
import { useLive } from './api/live'
import { queries, useGet } from './api/query'
import { signIn, useSignedIn } from './api/session'
import { SignInAgain } from './parts/signin/SignInAgain'
import { SignInForm } from './parts/signin/SignIn'
import { Languages } from './parts/Languages'
import { sectionsOf, type Section } from './sections'
import { speech, useLanguage } from './words'

const useSay = speech({
  work: ['我的工作', '我的工作', 'My work'],
  inbox: ['收件箱', '收件匣', 'Inbox'],
  complaints: ['投诉', '投訴', 'Complaints'],
  archives: ['车辆档案', '車輛檔案', 'Vehicle files'],
  credits: ['客户授信', '客戶授信', 'Credit accounts'],
  returnvisits: ['回访', '回訪', 'Return visits'],
  visits: ['客户拜访', '客戶拜訪', 'Visits'],
  visitplans: ['拜访月计划', '拜訪月計劃', 'Months of visits'],
  campaigns: ['客户问候', '客戶問候', 'Campaigns'],
  schedules: ['定期计划', '定期計劃', 'Schedules'],
  outbox: ['外发消息', '外發訊息', 'Messages'],
  leads: ['销售线索', '銷售線索', 'Leads'],
  entries: ['罚款与分录', '罰款與分錄', 'Fines'],
  manager: ['管理概览', '管理概覽', 'Manager'],
  policies: ['制度', '制度', 'Policies'],
  imports: ['导入', '匯入', 'Imports'],
  loans: ['档案借阅', '檔案借閱', 'Records on loan'],
  retentions: ['档案保管', '檔案保管', 'Records kept'],
  erasures: ['删除申请', '刪除申請', 'Erasures'],
  audit: ['审计', '稽核', 'Audit'],
  people: ['人员与岗位', '人員與崗位', 'People'],
  menu: ['菜单', '選單', 'Menu'],
  skip: ['跳到正文', '跳到正文', 'Skip to the page'],
  out: ['退出', '登出', 'Sign out'],
  language: ['语言', '語言', 'Language'],
  account: ['我的账户', '我的帳戶', 'My account'],
})

const icons: Record<Section, React.ReactNode> = {
  work: <CheckSquareOutlined aria-hidden />, inbox: <BellOutlined aria-hidden />, complaints: <CommentOutlined aria-hidden />, archives: <CarOutlined aria-hidden />, returnvisits: <PhoneOutlined aria-hidden />,
  visits: <EnvironmentOutlined aria-hidden />, visitplans: <CalendarOutlined aria-hidden />, campaigns: <GiftOutlined aria-hidden />, schedules: <FieldTimeOutlined aria-hidden />, outbox: <SendOutlined aria-hidden />,
  leads: <SolutionOutlined aria-hidden />, credits: <CreditCardOutlined aria-hidden />, entries: <AuditOutlined aria-hidden />, manager: <BarChartOutlined aria-hidden />, policies: <BookOutlined aria-hidden />,
  imports: <ImportOutlined aria-hidden />, loans: <FolderOpenOutlined aria-hidden />, retentions: <FileProtectOutlined aria-hidden />, erasures: <UserDeleteOutlined aria-hidden />, people: <TeamOutlined aria-hidden />, audit: <SafetyOutlined aria-hidden />,
}

// Few need it, and it brings what draws a picture of the secret.
const Gate = lazy(async () => ({ default: (await import('./parts/signin/Gate')).Gate }))

/** Frame is what stands around every page: who one is, where one can go, and the sign-in when nobody is known. */
export function Frame() {
  const state = useSignedIn()
  const me = useMe(state !== 'out' && state !== 'expired')
  useEffect(() => {
    if (me.isSuccess) signIn.known()
  }, [me.isSuccess, me.dataUpdatedAt])
  useLive(state === 'in')
  if (state === 'out') return <SignInForm onDone={() => void queries.resetQueries()} />
  if (state === 'half') return <Suspense fallback={<Spin fullscreen />}><Gate /></Suspense>
  if (state === 'unknown') return <Spin fullscreen aria-label="carebook" />
  return (
    <>
      <Around name={me.data?.name ?? ''} />
      <SignInAgain open={state === 'expired'} of={me.data?.id} />
    </>
  )
}

/** Home is the first page: what there is to do, or what an auditor reads. */
export function Home() {
  const { data } = useMe()
  return data ? <Navigate to={`/${sectionsOf(data.roles)[0]}`} replace /> : null
}

function Around({ name }: { name: string }) {
  const say = useSay()
  const wide = Grid.useBreakpoint().md ?? true
  const [drawn, draw] = useState(false)
  const { pathname } = useLocation()
  useEffect(() => draw(false), [pathname])
  return (
    <Layout style={{ minHeight: '100%' }}>
      <a className="skip" href="#page">{say('skip')}</a>
      {wide ? (
        <Layout.Sider width={184} className="no-print" style={{ position: 'sticky', top: 0, height: '100vh', overflow: 'auto' }}>
          <Brand />
          <Sections />
        </Layout.Sider>
      ) : (
        <Drawer open={drawn} onClose={() => draw(false)} placement="left" size={240} title="carebook" styles={{ body: { padding: 0, background: '#001529' } }}>
          <Sections />
        </Drawer>
      )}
      <Layout>
        <Layout.Header className="no-print" style={{ background: '#fff', padding: '0 16px', height: 48, lineHeight: '48px', display: 'flex', gap: 8, alignItems: 'center' }}>
          {!wide && <Button type="text" icon={<MenuOutlined aria-hidden />} aria-label={say('menu')} onClick={() => draw(true)} />}
          <span style={{ flex: 1 }} />
          <Who name={name} />
        </Layout.Header>
        <Layout.Content id="page" tabIndex={-1}>
          <Suspense fallback={<Spin style={{ margin: 48 }} />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  )
}

function Brand() {
  return <div style={{ color: '#fff', fontSize: 18, fontWeight: 600, padding: '14px 24px' }}>carebook</div>
}

function Sections() {
  const say = useSay()
  const go = useNavigate()
  const { pathname } = useLocation()
  const roles = useMe().data?.roles
  const shown = roles ? sectionsOf(roles) : []
  const unread = useGet('/notices', { query: { unread: true, limit: 21 } }, { enabled: shown.includes('inbox') })
  const count = unread.data?.items.length ?? 0
  return (
    <nav aria-label={say('menu')}>
      <Menu
        theme="dark"
        mode="inline"
        selectedKeys={[pathname.split('/')[1] ?? '']}
        onClick={({ key }) => void go(`/${key}`)}
        items={shown.map((key) => ({
          key,
          icon: icons[key],
          label: key === 'inbox' && count > 0
            ? <span>{say(key)} <Badge count={count} overflowCount={20} size="small" title={String(count)} /></span>
            : say(key),
        }))}
      />
    </nav>
  )
}

function Who({ name }: { name: string }) {
  const say = useSay()
  const lang = useLanguage()
  return (
    <>
      <Link to="/account" className="who" aria-label={`${say('account')} ${name}`}><UserOutlined aria-hidden /> {name}</Link>
      <Languages value={lang} label={say('language')} />
      <Button type="text" icon={<LogoutOutlined aria-hidden />} aria-label={say('out')} title={say('out')}
        onClick={() => void signIn.out().then(() => queries.clear())} />
    </>
  )
}
