import { useNavigate } from 'react-router'
import type { Input } from '../../../domain/api/api.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { Page, PaperPreview, useAddressFilters, useShortcut } from '../../kit/index.ts'

/** 质控与统计 as it is printed. */
export default function BoardPaperPage() {
  const navigate = useNavigate()
  const { params } = useAddressFilters()
  const period = { first: params.get('first') ?? `${today().slice(0, 4)}-01-01`, last: params.get('last') ?? today() } as Input<'pelvic.board'>
  useShortcut(['Escape'], () => void navigate(-1))
  return (
    <Page title={t('pelvicBoard.print', '打印质控与统计')} subtitle={`${period.first} – ${period.last}`} back>
      <PaperPreview paper="pelvic.board" input={period} form="pelvic-board" title={t('pelvicBoard.title', '盆底专科质控与统计')} />
    </Page>
  )
}
