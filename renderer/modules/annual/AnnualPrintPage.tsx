import { useParams } from 'react-router'
import { t } from '../../app/i18n.ts'
import { Page, PaperPreview } from '../../kit/index.ts'

/** The form as it will lie in the envelope: A4 landscape, marked while it is a draft. */
export default function AnnualPrintPage() {
  const year = Number(useParams().year ?? 0)
  return (
    <Page title={t('annual.print', '打印年度统计表')} subtitle={String(year)} back={`/annual/${year}`}>
      <PaperPreview paper="annual" input={{ year }} form="annual-form" title={t('annual.title', '管理使用情况年度统计表')} />
    </Page>
  )
}
