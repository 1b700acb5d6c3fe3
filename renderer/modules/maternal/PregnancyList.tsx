import { Select } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PREGNANCY_STATE } from '../../../domain/code/maternal-care.ts'
import { RISK_COLOUR } from '../../../domain/code/maternal-risk.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, DataTable, FormArea, gestationColumn, LabelledInput, Loaded, NumberInput, RiskTags, SearchText } from '../../kit/index.ts'

type Line = Output<'maternal.pregnancy.list'>['rows'][number]
type Change = (next: Record<string, string | null>) => void
const PAGE_ROWS = 20

/** Those who are booked, or who were lost: narrowed by weeks, colour, doctor and text; the filters stand in the address. */
export function PregnancyList({ isLost, township, params, offset, change, onPage }: { isLost: boolean; township: string | null; params: URLSearchParams; offset: number; change: Change; onPage(offset: number): void }) {
  const navigate = useNavigate()
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const number = (name: string): number | undefined => { const text = params.get(name); return text === null ? undefined : Number(text) }
  const [weeksFrom, weeksTo] = [number('weeksFrom'), number('weeksTo')]
  const colour = RISK_COLOUR.values.find(one => one === params.get('colour'))
  const state = isLost ? 'lost' as const : [...PREGNANCY_STATE.values, 'all' as const].find(one => one === params.get('state'))
  const [doctor, search] = [params.get('doctor'), params.get('search')]
  const list = useCall('maternal.pregnancy.list', {
    offset, limit: PAGE_ROWS, ...(township ? { township } : {}), ...(state ? { state } : {}), ...(weeksFrom === undefined ? {} : { weeksFrom }), ...(weeksTo === undefined ? {} : { weeksTo }), ...(colour ? { colour } : {}), ...(doctor ? { doctorName: doctor } : {}), ...(search ? { search } : {}),
  }, { keepPrevious: true })
  const isPregnant = state === undefined || state === 'pregnant'
  return (
    <>
      <FormArea>
        <div className="filters">
          {isLost ? null : (
            <LabelledInput id="pregnancy-state" label={t('pregnancy.state.label', '妊娠状态')}>
              <Select id="pregnancy-state" className="list-input" value={state ?? 'pregnant'} options={[...PREGNANCY_STATE.list.map(one => ({ value: one.code as string, label: codeText(PREGNANCY_STATE, one.code) })), { value: 'all', label: t('child.anyContact', '全部') }]} onChange={next => change({ state: next === 'pregnant' ? null : next })} />
            </LabelledInput>
          )}
          {isPregnant ? <>
            <LabelledInput id="pregnancy-weeks-from" label={t('maternalCare.weeksFrom', '孕周自')}><NumberInput id="pregnancy-weeks-from" value={weeksFrom ?? null} decimals={0} unit={t('unit.week', '周')} onChange={next => change({ weeksFrom: next === null ? null : String(next) })} /></LabelledInput>
            <LabelledInput id="pregnancy-weeks-to" label={t('delivery.to', '至')}><NumberInput id="pregnancy-weeks-to" value={weeksTo ?? null} decimals={0} unit={t('unit.week', '周')} onChange={next => change({ weeksTo: next === null ? null : String(next) })} /></LabelledInput>
          </> : null}
          <LabelledInput id="pregnancy-colour" label={t('maternalCare.colour', '风险颜色')}>
            <Select id="pregnancy-colour" allowClear className="list-input" value={colour ?? null} placeholder={t('child.anyContact', '全部')} options={RISK_COLOUR.list.map(one => ({ value: one.code as string, label: codeText(RISK_COLOUR, one.code) }))} onChange={next => change({ colour: next ?? null })} />
          </LabelledInput>
          <LabelledInput id="pregnancy-doctor" label={t('pregnancy.doctorName.label', '责任医生')}>
            <Select id="pregnancy-doctor" allowClear showSearch className="list-input" value={doctor} placeholder={t('child.anyContact', '全部')} options={(staff ?? []).map(one => ({ value: one.name, label: one.name }))} onChange={next => change({ doctor: next ?? null })} />
          </LabelledInput>
          <LabelledInput id="pregnancy-filter" label={t('maternalCare.filter', '名单内查找')}><SearchText id="pregnancy-filter" value={search} onChange={next => change({ search: next })} /></LabelledInput>
        </div>
      </FormArea>
      <Loaded of={list}>
        {({ rows, total }) => (
          <DataTable<Line>
            rows={rows} rowKey="pregnancyId" label={t('maternalCare.view.registered', '在册孕妇')} loading={list.isPlaceholderData} onOpen={row => void navigate(`/pregnancies/${row.pregnancyId}`)} mark={row => row.closedDay ? 'quiet' : undefined}
            paging={{ total, offset, limit: PAGE_ROWS, onChange: onPage }} empty={t('maternalCare.none', '没有符合条件的孕产妇')}
            columns={[
              { title: t('pregnancy.handbookNumber.label', '母子健康手册号'), width: 130, ellipsis: true, render: (_, row) => <span className="number" title={row.handbookNumber ?? ''}>{row.handbookNumber ?? '—'}</span> },
              { title: t('maternalCare.name', '姓名'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.name ?? ''}>{row.name ?? '—'}</span> },
              ...(isPregnant ? [
                gestationColumn<Line>(),
              ] : [
                { title: t('maternalCare.stateShort', '状态'), width: 84, render: (_: unknown, row: Line) => codeText(PREGNANCY_STATE, row.state) }, { title: t('maternalCare.deliveredDay', '分娩日期'), width: 104, render: (_: unknown, row: Line) => row.deliveredDay ?? '—' },
              ]),
              { title: t('maternalCare.pregnancies', '孕产次'), width: 76, render: (_, row) => row.gravidity === null ? '—' : `${row.gravidity}-${row.parity ?? 0}` },
              { title: t('maternalCare.risk', '风险'), width: 110, render: (_, row) => <RiskTags colour={row.riskColour} isPurple={row.isPurple} /> },
              { title: t('maternalCare.lastVisit', '最近产检'), width: 104, render: (_, row) => row.lastVisitDay ?? '—' },
              { title: t('maternalCare.township', '乡镇'), width: 104, ellipsis: true, render: (_, row) => <span title={row.township}>{row.township || '—'}</span> },
              { title: t('person.phone.label', '联系电话'), width: 118, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
              { title: t('pregnancy.doctorName.label', '责任医生'), width: 84, ellipsis: true, render: (_, row) => row.doctorName ?? '—' },
            ]}
          />
        )}
      </Loaded>
    </>
  )
}
