import { nonce } from './nonce' // first: what follows makes styles
import { QueryClientProvider } from '@tanstack/react-query'
import { App as Antd, ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import hans from 'antd/locale/zh_CN'
import hant from 'antd/locale/zh_TW'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { queries } from './api/query'
import './desk.css'
import { router } from './routes'
import { useLanguage } from './words'

const locales = { 'zh-Hans': hans, 'zh-Hant': hant, en }

// Colours are a little darker than the library's own, so that text in them reads well (contrast 4.5).
const theme = {
  token: {
    colorPrimary: '#1f4e79', colorLink: '#1f5f99', colorLinkHover: '#17476f', colorLinkActive: '#123a5c', colorSuccess: '#237804', colorWarning: '#a05800', colorError: '#b3261e',
    colorInfo: '#1f5f99',
    colorTextDescription: '#595959', colorTextTertiary: '#595959', colorTextPlaceholder: '#6b6b6b', borderRadius: 4,
    controlItemBgActive: '#e6f0f8', controlItemBgActiveHover: '#d9e8f4',
    // Their grounds stay light: derived from the darker colours they would be muddy.
    colorSuccessBg: '#eff7ec', colorWarningBg: '#fff6e5', colorErrorBg: '#fdf0ee', colorInfoBg: '#eef5fb',
    colorSuccessBorder: '#b2d6a4', colorWarningBorder: '#f0cf97', colorErrorBorder: '#efb4ae', colorInfoBorder: '#b5d0e8',
  },
}

function Desk() {
  return (
    <ConfigProvider locale={locales[useLanguage()]} theme={theme} csp={nonce ? { nonce } : undefined} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <Antd>
        <RouterProvider router={router} />
      </Antd>
    </ConfigProvider>
  )
}

createRoot(document.getElementById('desk')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Desk />
    </QueryClientProvider>
  </StrictMode>,
)
