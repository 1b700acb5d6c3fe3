import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ScreeningLine } from '../../../domain/api/women-api.ts'
import { SCREENING_PROGRAMME } from '../../../domain/code/women-care.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useUser } from '../../app/session.ts'
import { CodeInput, DataTable, DayInput, FormArea, LabelledInput, Loaded, Page, Panel, SuggestInput, TextInput, useAddressFilters, whoColumns } from '../../kit/index.ts'
import { PAGE_ROWS, WomanSearch } from './lists.tsx'
import { heldDay, holdDay, type ScreeningDay } from './screening-day.ts'
import { screeningColumns } from './screening-columns.tsx'
import './women.css'

/** A day's outreach: place, programme and doctor are said once; each woman is scanned or searched, entered, and the next one comes. */
export default function ScreeningDayPage() {
  const navigate = useNavigate()
  const user = useUser()
  const { offset, change } = useAddressFilters()
  const [day, setDay] = useState<ScreeningDay>(() => heldDay(user.id) ?? { userId: user.id, screeningDay: today(), site: null, programme: 'national', doctorName: user.displayName })
  const set = (next: Partial<ScreeningDay>): void => { const changed = { ...day, ...next }; holdDay(changed); setDay(changed) }
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const list = useCall('women.cancerScreening.list', { view: 'all', day: day.screeningDay, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const focusSearch = (): void => document.getElementById('woman-search')?.focus()
  return (
    <Page title={t('cancerDay.title', '现场筛查')} back="/women?tab=cancer" actions={[{ key: 'search', label: t('cancerDay.nextWoman', '下一人'), shortcut: 'F4', primary: true, run: focusSearch }]}>
      <Panel>
        <FormArea>
          <div className="filters">
            <LabelledInput id="cancer-day" label={t('women.cancerScreening.screeningDay.label', '筛查日期')}><DayInput id="cancer-day" value={day.screeningDay} onChange={next => set({ screeningDay: next ?? today() })} /></LabelledInput>
            <LabelledInput id="cancer-site" label={t('women.cancerScreening.site.label', '筛查地点')}><TextInput id="cancer-site" value={day.site} onChange={site => set({ site })} lines={1} /></LabelledInput>
            <LabelledInput id="cancer-programme" label={t('women.cancerScreening.programme.label', '项目')}><CodeInput id="cancer-programme" codes={SCREENING_PROGRAMME} value={day.programme} onChange={programme => set({ programme })} /></LabelledInput>
            <LabelledInput id="cancer-doctor" label={t('women.cancerScreening.doctorName.label', '主检医师')}><SuggestInput id="cancer-doctor" value={day.doctorName} suggestions={(staff ?? []).map(one => one.name)} onChange={doctorName => set({ doctorName })} /></LabelledInput>
          </div>
        </FormArea>
      </Panel>
      <WomanSearch next="outreach" formOf={id => { holdDay(day); return `/women/cancer/new?woman=${id}&of=day` }} />
      <Loaded of={list}>
        {({ rows, total }) => (
          <Panel title={t('cancerDay.list', '当天已登记')} extra={<b role="status">{t('cancerDay.count', '共 {{count}} 人', { count: countText(total) })}</b>}>
            <DataTable<ScreeningLine>
              rows={rows} rowKey="id" label={t('cancerDay.list', '当天已登记')} onOpen={row => void navigate(`/women/cancer/${row.id}?of=day`)} paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('cancerDay.none', '这一天还没有登记;请扫身份证或查找第一位妇女')}
              columns={[...whoColumns<ScreeningLine>(), ...screeningColumns()]}
            />
          </Panel>
        )}
      </Loaded>
    </Page>
  )
}
