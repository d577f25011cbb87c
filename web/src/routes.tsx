import { Spin } from 'antd'
import { createBrowserRouter } from 'react-router'
import { Frame, Home } from './frame'
import { Broken, Nowhere } from './parts/Broken'

// A page is loaded when it is first opened.
const page = (load: () => Promise<{ Page: React.ComponentType }>) => ({ lazy: async () => ({ Component: (await load()).Page }) })

export const router = createBrowserRouter([
  { path: '/invitation', errorElement: <Broken />, hydrateFallbackElement: <Spin fullscreen />, ...page(() => import('./pages/invitation/InvitationPage')) },
  {
    path: '/',
    element: <Frame />,
    errorElement: <Broken />,
    hydrateFallbackElement: <Spin fullscreen />,
    children: [
      { index: true, element: <Home /> },
      { path: 'work', ...page(() => import('./pages/work/WorkPage')) },
      { path: 'inbox', ...page(() => import('./pages/work/InboxPage')) },
      { path: 'complaints', ...page(() => import('./pages/complaints/ComplaintsPage')) },
      { path: 'complaints/new', ...page(() => import('./pages/complaints/IntakePage')) },
      { path: 'complaints/:id', ...page(() => import('./pages/complaints/ComplaintPage')) },
      { path: 'complaints/:id/form', ...page(() => import('./pages/complaints/FormSheet')) },
      { path: 'archives', ...page(() => import('./pages/archives/ArchivesPage')) },
      { path: 'archives/new', ...page(() => import('./pages/archives/DeliveryPage')) },
      { path: 'archives/register', ...page(() => import('./pages/archives/RegisterPage')) },
      { path: 'archives/:id', ...page(() => import('./pages/archives/ArchivePage')) },
      { path: 'credits', ...page(() => import('./pages/credits/CreditsPage')) },
      { path: 'credits/new', ...page(() => import('./pages/credits/OpenPage')) },
      { path: 'credits/:id', ...page(() => import('./pages/credits/CreditPage')) },
      { path: 'returnvisits', ...page(() => import('./pages/visits/VisitsPage')) },
      { path: 'returnvisits/new', ...page(() => import('./pages/visits/PlanPage')) },
      { path: 'returnvisits/figures', ...page(() => import('./pages/visits/FiguresPage')) },
      { path: 'returnvisits/:id', ...page(() => import('./pages/visits/VisitPage')) },
      { path: 'leads', ...page(() => import('./pages/leads/LeadsPage')) },
      { path: 'leads/new', ...page(() => import('./pages/leads/NewLeadPage')) },
      { path: 'leads/:id', ...page(() => import('./pages/leads/LeadPage')) },
      { path: 'entries', ...page(() => import('./pages/entries/EntriesPage')) },
      { path: 'manager', ...page(() => import('./pages/manager/ManagerPage')) },
      { path: 'obligations', ...page(() => import('./pages/manager/ObligationsPage')) },
      { path: 'policies', ...page(() => import('./pages/policies/PoliciesPage')) },
      { path: 'policies/:id', ...page(() => import('./pages/policies/PolicyPage')) },
      { path: 'imports', ...page(() => import('./pages/imports/ImportsPage')) },
      { path: 'imports/:id', ...page(() => import('./pages/imports/ImportPage')) },
      { path: 'account', ...page(() => import('./pages/account/AccountPage')) },
      { path: 'audit', ...page(() => import('./pages/audit/AuditPage')) },
      { path: 'loans', ...page(() => import('./pages/loans/LoansPage')) },
      { path: 'loans/new', ...page(() => import('./pages/loans/NewLoanPage')) },
      { path: 'loans/:id', ...page(() => import('./pages/loans/LoanPage')) },
      { path: 'retentions', ...page(() => import('./pages/retentions/RetentionsPage')) },
      { path: 'retentions/new', ...page(() => import('./pages/retentions/NewRetentionPage')) },
      { path: 'retentions/:id', ...page(() => import('./pages/retentions/RetentionPage')) },
      { path: 'erasures', ...page(() => import('./pages/erasures/ErasuresPage')) },
      { path: 'erasures/new', ...page(() => import('./pages/erasures/NewErasurePage')) },
      { path: 'erasures/:id', ...page(() => import('./pages/erasures/ErasurePage')) },
      { path: 'people', ...page(() => import('./pages/people/PeoplePage')) },
      { path: 'people/:id', ...page(() => import('./pages/people/PersonPage')) },
      { path: '*', element: <Nowhere /> },
    ],
  },
])
