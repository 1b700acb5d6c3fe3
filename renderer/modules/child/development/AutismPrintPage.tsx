import { useParams, useSearchParams } from 'react-router'
import { t } from '../../../app/i18n.ts'
import { Page, PaperPreview } from '../../../kit/index.ts'

const FORMS = { first: 'autism-first-referral', rescreen: 'autism-rescreen-referral' } as const

/** 初筛转诊单 or 复筛转诊单 as it will lie on the table: looked at, printed or kept as PDF. */
export default function AutismPrintPage() {
  const { fileId = '' } = useParams()
  const [params] = useSearchParams()
  const what = params.get('what') === 'rescreen' ? 'rescreen' : 'first'
  const id = params.get('course') ?? ''
  const title = what === 'first' ? t('childAutism.printFirst', '初筛转诊单') : t('childAutism.printRescreen', '复筛转诊单')
  return (
    <Page title={title} back={`/children/${fileId}?tab=development`}>
      <PaperPreview paper="child.autism" input={{ what, id }} form={FORMS[what]} title={title} />
    </Page>
  )
}
