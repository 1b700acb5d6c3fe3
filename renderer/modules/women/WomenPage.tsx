import { useMemo } from 'react'
import { t } from '../../app/i18n.ts'
import { useSession } from '../../app/session.ts'
import { womenTabsFor } from '../../app/women-tabs.ts'
import { Page, PageTabs } from '../../kit/index.ts'

/** 妇女保健: each part of the care of women brings its lists as a tab with keys of its own. */
export default function WomenPage() {
  const permissions = useSession().user?.permissions
  const parts = useMemo(() => womenTabsFor(permissions ?? []), [permissions])
  return <Page title={t('menu.women', '妇女保健')}><PageTabs parts={parts} props={{}} /></Page>
}
