import { Segmented, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PELVIC_INVITE_VIEWS } from '../../../domain/api/pelvic-file-api.ts'
import { DELIVERY_MODE } from '../../../domain/code/delivery.ts'
import { PELVIC_INVITE_REASON } from '../../../domain/code/pelvic-care.ts'
import { pelvicAttempt } from '../../../domain/modules/pelvic/session.record.ts'
import type { PelvicRules } from '../../../domain/rule/pelvic/pelvic-rules.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { callColumns, codeText, ContactDialog, DataTable, Loaded, PageActions, Panel, saveFile, useAddressFilters, whoColumns } from '../../kit/index.ts'
import './pelvic-file.css'

type Line = Output<'pelvic.invitation.list'>['rows'][number]
type View = (typeof PELVIC_INVITE_VIEWS)[number]
const PAGE_ROWS = 20

/** Women to invite after their 42-day check: Enter calls one, who came is given a file from there. */
export default function InviteTab() {
  const { params, offset, change } = useAddressFilters()
  const [mayWrite, mayExport] = [useMay('pelvic.write'), useMay('export.list')]
  const [calling, setCalling] = useState<Line | null>(null)
  const view = PELVIC_INVITE_VIEWS.find(one => one === params.get('view')) ?? 'urgent'
  const list = useCall('pelvic.invitation.list', { view, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const rules = useCall('setting.get', { key: 'pelvicRules' }, { staleTimeMs: 300_000 }).data?.value as PelvicRules | undefined
  const exported = useWrite('pelvic.invitation.file')
  const labels: Readonly<Record<View, string>> = { urgent: t('pelvicInvite.urgent', '重点邀请'), all: t('pelvicInvite.all', '全部待邀请'), refused: t('pelvicInvite.refused', '不来的') }
  const counts = list.data?.counts
  async function exportList(): Promise<void> {
    const made = await exported.run({ view })
    if (made) await saveFile(made.fileName, made.base64)
  }
  const next = PELVIC_INVITE_VIEWS[(PELVIC_INVITE_VIEWS.indexOf(view) + 1) % PELVIC_INVITE_VIEWS.length] ?? 'urgent'
  return (
    <>
      <div className="pelvic-actions">
        <PageActions actions={[
          { key: 'next', label: t('women.nextList', '下一名单'), shortcut: 'F6', run: () => change({ view: next }) },
          ...(mayExport ? [{ key: 'phones', label: t('folicAcidScreen.phoneList', '电话名单 .xlsx'), shortcut: 'F9', busy: exported.busy, disabled: !list.data?.total, run: () => void exportList() }] : []),
        ]} />
      </div>
      <Panel>
        <Segmented<View> className="pelvic-choice" aria-label={t('pelvicInvite.lists', '邀请名单')} value={view} onChange={one => change({ view: one })} options={PELVIC_INVITE_VIEWS.map(one => ({ value: one, label: counts ? `${labels[one]} ${countText(counts[one])}` : labels[one] }))} />
        {rules ? (
          <p className="hint">{t('pelvicInvite.rule', '产后42天检查后 {{days}} 天内还没有盆底档案的都列入;有阴道手术助产、会阴Ⅲ度裂伤、新生儿不低于 {{grams}} 克、第二产程超过 {{minutes}} 分钟、多胎或检查异常的重点邀请。期限和界值为一般知识,未核对,可在设置中修改(盆底专科说明 §2、§3)。', { days: rules.inviteWithinDays, grams: rules.inviteBirthG, minutes: rules.inviteSecondStageMinutes })}</p>
        ) : null}
        <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey="checkId" label={labels[view]} loading={list.isPlaceholderData} {...(mayWrite ? { onOpen: setCalling } : {})} mark={row => row.attempts > 0 ? 'quiet' : undefined}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: to => change({ offset: to ? String(to) : null }) }} empty={t('pelvicInvite.none', '没有需要邀请的产妇')}
              columns={[
                ...whoColumns<Line>(),
                { title: t('pelvicInvite.delivered', '分娩'), width: 190, ellipsis: true, render: (_, row) => [row.deliveredDay, row.mode ? codeText(DELIVERY_MODE, row.mode) : null].filter(Boolean).join(' ') || '—' },
                { title: t('pelvicInvite.checked', '42天检查'), width: 100, render: (_, row) => row.checkDay },
                { title: t('pelvicInvite.reasons', '重点原因'), render: (_, row) => row.reasons.length === 0 ? '—' : row.reasons.map(reason => <Tag key={reason} color="orange">{codeText(PELVIC_INVITE_REASON, reason)}</Tag>) },
                ...callColumns<Line>(),
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {calling ? <InviteDialog line={calling} onClose={() => setCalling(null)} /> : null}
    </>
  )
}

function InviteDialog({ line, onClose }: { line: Line; onClose(): void }) {
  const navigate = useNavigate()
  const of = useMemo(() => ({ womanId: line.womanId }), [line.womanId])
  return (
    <ContactDialog definition={pelvicAttempt} of={of} title={t('women.callTitle', '联系 {{name}}', { name: line.name ?? '' })} about="invitation" phone={line.phone} onSaved={onClose} onClose={onClose} next={{ label: t('pelvicInvite.came', '她已前来,建立档案'), keepsCall: false, run: () => void navigate(`/pelvic/new?woman=${line.womanId}&check=${line.checkId}`) }} />
  )
}
