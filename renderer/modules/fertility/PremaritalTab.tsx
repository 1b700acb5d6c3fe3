import { PlusOutlined } from '@ant-design/icons'
import { Tag } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PREMARITAL_OPINION, PREMARITAL_VIEW, type PremaritalView } from '../../../domain/code/fertility.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Panel, PersonSearch, useAddressFilters } from '../../kit/index.ts'
import { TabActions } from './TabActions.tsx'
import { nextView, Views } from './Views.tsx'

type Line = Output<'fertility.premarital.list'>['rows'][number]
const PAGE_ROWS = 20

/** 婚前医学检查: a couple is found by either of them or registered; below, what is still to be done for whom. */
export default function PremaritalTab() {
  const navigate = useNavigate()
  const mayWrite = useMay('women.write')
  const { params, offset, change } = useAddressFilters()
  const view = PREMARITAL_VIEW.values.find(one => one === params.get('view')) ?? 'toExamine'
  const list = useCall('fertility.premarital.list', { view, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const count = (of: PremaritalView) => ({ view: of, offset: 0, limit: 1 })
  const counts: Readonly<Partial<Record<PremaritalView, number | undefined>>> = {
    toExamine: useCall('fertility.premarital.list', count('toExamine')).data?.total, toConclude: useCall('fertility.premarital.list', count('toConclude')).data?.total, toRecheck: useCall('fertility.premarital.list', count('toRecheck')).data?.total,
    unanswered: useCall('fertility.premarital.list', count('unanswered')).data?.total, toCertify: useCall('fertility.premarital.list', count('toCertify')).data?.total,
  }
  async function open(personId: string, sex: string): Promise<void> {
    try {
      const { coupleNumber } = await call('fertility.of', { personId })
      void navigate(coupleNumber ? `/premarital/${coupleNumber}` : mayWrite ? `/premarital/new?${sex === '1' ? 'man' : 'woman'}=${personId}` : `/people/${personId}`)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  const hasDueDay = view === 'toRecheck' || view === 'unanswered'
  return (
    <>
      <TabActions actions={[
        { key: 'next', label: t('fertilityTab.nextList', '下一名单'), shortcut: 'F6', run: () => change({ view: nextView(PREMARITAL_VIEW, view) }) },
        { key: 'figures', label: t('premaritalScreen.figuresShort', '婚检率'), shortcut: 'F7', run: () => void navigate('/premarital/figures') },
        ...(mayWrite ? [{ key: 'new', label: t('premaritalScreen.newShort', '登记双方'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => void navigate('/premarital/new') }] : []),
      ]} />
      <Panel><PersonSearch id="premarital-search" autoFocus onChoose={hit => void open(hit.id, hit.sex)} placeholder={t('premaritalScreen.search', '男方或女方的姓名、拼音首字母、证件号、电话')} /></Panel>
      <Panel>
        <Views table={PREMARITAL_VIEW} label={t('premaritalScreen.lists', '婚检名单')} value={view} counts={counts} onChange={next => change({ view: next })} />
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey="id" label={codeText(PREMARITAL_VIEW, view)} loading={list.isPlaceholderData} onOpen={row => void navigate(`/premarital/${row.coupleNumber}`)} mark={row => row.isOverdue ? 'bad' : undefined}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('premaritalScreen.none', '没有符合条件的受检者')}
              columns={[
                { title: t('premaritalScreen.number', '婚检表编号'), width: 152, render: (_, row) => <span className="number">{row.number}</span> },
                { title: t('premaritalScreen.person', '受检者'), width: 168, ellipsis: true, render: (_, row) => <span className="person-name" title={row.name ?? ''}>{row.name ?? '—'}</span> },
                { title: t('person.sex.label', '性别'), width: 50, render: (_, row) => codeText(SEX, row.sex) },
                { title: t('premaritalScreen.age', '年龄'), width: 60, render: (_, row) => ageText(row.birthDay) },
                ...(hasDueDay ? [] : [{ title: t('premaritalScreen.partner', '对方'), width: 140, ellipsis: true, render: (_: unknown, row: Line) => <span title={row.partnerName ?? ''}>{row.partnerName ?? '—'}</span> }]),
                { title: t('premaritalScreen.examinedDay', '婚检日期'), width: 100, render: (_, row) => row.examinedDay ?? '—' },
                { title: t('premaritalScreen.opinion', '医学意见'), ellipsis: true, render: (_, row) => <span title={codeText(PREMARITAL_OPINION, row.opinion)}>{codeText(PREMARITAL_OPINION, row.opinion) || '—'}</span> },
                ...(hasDueDay ? [{ title: view === 'unanswered' ? t('premaritalScreen.answerDue', '回复期限') : t('premaritalScreen.recheckDay', '建议复查日期'), width: 110, render: (_: unknown, row: Line) => row.dueDay ?? '—' }] : []),
                ...(view === 'unanswered' ? [{ title: t('premaritalScreen.hospital', '转诊医院'), width: 150, ellipsis: true, render: (_: unknown, row: Line) => <span title={row.transferHospital ?? ''}>{row.transferHospital ?? '—'}</span> }] : []),
                { title: t('premaritalScreen.confidential', '保密单'), width: 128, render: (_, row) => row.hivNumber ? <Tag className="number">{row.hivNumber}</Tag> : '—' },
                { title: t('person.phone.label', '联系电话'), width: 122, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </>
  )
}
