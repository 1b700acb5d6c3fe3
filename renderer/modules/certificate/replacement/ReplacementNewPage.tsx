import { SearchOutlined } from '@ant-design/icons'
import { Alert, Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { BLANK_STATE } from '../../../../domain/code/certificate.ts'
import { REPLACEMENT_STATE, type ReplacementKind } from '../../../../domain/code/replacement.ts'
import { normaliseScan } from '../../../../domain/rule/certificate-number.ts'
import { call, CallFailure } from '../../../api/client.ts'
import { showFailure } from '../../../api/failure.ts'
import { useCall } from '../../../api/useCall.ts'
import { minuteText } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { codeText, DataTable, Loaded, Page, Panel, StateTag, useScanner, useShortcut } from '../../../kit/index.ts'
import { childName } from '../names.ts'
import { ApplicationForm } from './ApplicationForm.tsx'
import { Fate } from './Fate.tsx'
import { BackEntered, OldSheet } from './OldSheet.tsx'
import { type Assessment, kindText, looksLikeNumber, notEligibleText, type Prepared } from './replacement-text.ts'
import '../../../kit/shared.css'
import '../certificate.css'
import './replacement.css'

const PAUSE_MS = 200
const MOST_HITS = 12
const KINDS: readonly ReplacementKind[] = ['exchange', 'reissue']
const isKind = (text: string | null): text is ReplacementKind => text === 'exchange' || text === 'reissue'

/** A new application: first what it is, then the old certificate, then the form. */
export default function ReplacementNewPage() {
  const [search] = useSearchParams()
  const [kind, certificateId] = [search.get('kind'), search.get('certificate')]
  return isKind(kind) && certificateId ? <NewForm key={kind + certificateId} kind={kind} certificateId={certificateId} /> : <Find />
}

/** A sheet that was found, with what decides whether it can be replaced. */
type Found = { certificateId: string; newbornId: string; number: string; state: string; babyName: string | null; babySex: string; bornAt: string; motherName: string | null; issueDay: string; collectorName: string | null; collected: boolean; ended: boolean; endReason: string | null; backEntered: boolean }

async function find(text: string): Promise<Found[]> {
  if (looksLikeNumber(text)) {
    const row = await call('certificate.find', { number: text })
    return row ? [{ ...row, certificateId: row.id, collected: row.collectedAt !== null, ended: row.endedAt !== null }] : []
  }
  const queues = await Promise.all((['issued', 'handOver', 'ended'] as const).map(async queue => ({ queue, rows: (await call('certificate.queue', { queue, text, offset: 0, limit: MOST_HITS })).rows })))
  return queues.flatMap(({ queue, rows }) => rows.map(row => ({
    ...row, certificateId: row.certificateId ?? '', number: row.number ?? '', state: row.state ?? '', issueDay: row.issueDay ?? '', collected: queue === 'issued', ended: queue === 'ended',
  })))
}

function Find() {
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  // Beside the address, which follows a moment later: a scanner does not wait for it.
  const [kind, setKind] = useState<ReplacementKind | null>(() => { const wanted = search.get('kind'); return isKind(wanted) ? wanted : null })
  const [typed, setTyped] = useState(search.get('number') ?? search.get('text') ?? '')
  const [found, setFound] = useState<{ text: string; rows: readonly Found[] } | null>(null)
  const [open, setOpen] = useState<{ id: string; state: string; number: string } | null>(null)
  const asked = useRef(0)
  const latestTyped = useRef(typed)
  const input = useRef<InputRef>(null)
  const box = useRef<HTMLDivElement>(null)
  const rows = found?.rows ?? []

  const choose = (next: ReplacementKind) => {
    setKind(next)
    setSearch(before => { before.set('kind', next); return before }, { replace: true })
    input.current?.focus()
  }
  // The keys of the child's page; Alt with a number belongs to the menu.
  useShortcut(['F7'], () => choose('exchange'))
  useShortcut(['F9'], () => choose('reissue'))
  useShortcut(['Escape'], () => void navigate('/replacements'))

  async function ask(text: string): Promise<readonly Found[] | null> {
    const number = ++asked.current
    if (text === '') { setFound(null); return [] }
    try {
      const answer = await find(text)
      if (number === asked.current) setFound({ text, rows: answer })
      // The same text may have been asked again by the pause in typing; another one makes this answer worthless.
      return latestTyped.current.trim() === text ? answer : null
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
      return null
    }
  }
  const latestAsk = useRef(ask)
  useEffect(() => {
    latestAsk.current = ask
    latestTyped.current = typed
  })
  useEffect(() => {
    const timer = setTimeout(() => void latestAsk.current(typed.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])

  async function take(row: Found): Promise<void> {
    if (!kind || notEligibleText(kind, row)) return
    try {
      const { replacement } = await call('certificate.desk', { newbornId: row.newbornId })
      if (replacement) { setOpen({ id: replacement.id, state: replacement.state, number: row.number }); return }
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
      return
    }
    void navigate(`/replacements/new?kind=${kind}&certificate=${row.certificateId}`)
  }
  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'ArrowDown') { event.preventDefault(); box.current?.querySelector<HTMLElement>('tbody tr[data-row]')?.focus() }
    if (event.key !== 'Enter') return
    void takeOnly(typed.trim())
  }
  // Asked anew with what stands there now; of several nothing opens by itself.
  async function takeOnly(text: string): Promise<void> {
    const answer = await ask(text)
    const [only] = answer ?? []
    if (only && answer?.length === 1) await take(only)
  }
  // Here a scanned number means the old certificate, wherever the cursor stands.
  useScanner(number => { setTyped(number); setOpen(null); void takeOnly(number) }, text => (looksLikeNumber(text) ? 'take' : 'leave'))
  const missing = found && found.text === typed.trim() && rows.length === 0
  return (
    <Page title={t('replace.newTitle', '新申请')} back="/replacements">
      <Panel title={t('replace.chooseKind', '一、办理哪一种')}>
        <div className="kind-choice">
          {KINDS.map((one, index) => (
            <button key={one} type="button" aria-pressed={kind === one} autoFocus={kind === null && index === 0} onClick={() => choose(one)}>
              <b>{kindText(one)} <kbd>{one === 'exchange' ? 'F7' : 'F9'}</kbd></b>
              <span>{one === 'exchange' ? t('replace.exchangeWhen', '原证还在:登记有误、损坏、涂改、私自拆切、不予入户。原证须交回。') : t('replace.reissueWhen', '原证遗失、被盗、灭失。内容须与原证一致,不能更改。')}</span>
            </button>
          ))}
        </div>
        {kind ? null : <p className="hint">{t('replace.kindFirst', '先选换发或补发,再查找原证')}</p>}
      </Panel>
      <Panel title={t('replace.findOld', '二、查找原证')}>
        <div className="desk-search">
          <Input
            id="old-search" ref={input} allowClear autoFocus={kind !== null} prefix={<SearchOutlined aria-hidden="true" />} value={typed} autoComplete="off" spellCheck={false} maxLength={60}
            placeholder={t('replace.findPlaceholder', '证明编号(可扫描)、新生儿或母亲姓名')} aria-label={t('replace.findLabel', '查找原证')} onChange={event => { setTyped(event.target.value); setOpen(null) }} onKeyDown={onKeyDown}
          />
          <span className="hint">{t('replace.findKeys', '回车选定唯一的一张,↓ 进入列表')}</span>
        </div>
        {open ? (
          <Alert
            className="form-alert" type="warning" showIcon title={t('replace.alreadyOpen', '{{number}} 已有未办结的申请({{state}}),一张证明同时只能办一件', { number: open.number, state: codeText(REPLACEMENT_STATE, open.state) })}
            action={<Button autoFocus size="small" type="primary" onClick={() => void navigate(`/replacements/${open.id}`)}>{t('replace.openThat', '打开那件申请')}</Button>}
          />
        ) : null}
        {missing ? (
          <Alert
            className="form-alert" type="info" showIcon title={t('replace.notFound', '本系统没有这张证明')}
            description={t('replace.notFoundText', '启用本程序之前签发的、或别的机构签发的,先按纸质档案补录,再换发或补发。')}
            action={<Link to={`/replacements/back-entry${looksLikeNumber(typed) ? `?number=${normaliseScan(typed)}` : ''}`}>{t('replace.backEntry', '遗留问题补录')}</Link>}
          />
        ) : null}
        <div ref={box}>
          {found && rows.length > 0 ? (
            <DataTable<Found>
              rows={rows} rowKey="certificateId" label={t('replace.findOld', '二、查找原证')} onOpen={row => void take(row)} mark={row => (notEligibleText(kind, row) ? 'quiet' : undefined)}
              columns={[
                { title: t('desk.number', '证明编号'), width: 150, render: (_, row) => <><span className="number">{row.number}</span>{row.backEntered ? <BackEntered /> : null}</> },
                { title: t('desk.state', '状态'), width: 120, render: (_, row) => <StateTag table={BLANK_STATE} state={row.state} /> },
                { title: t('desk.child', '新生儿'), render: (_, row) => <span className="clip strong" title={childName(row)}>{childName(row)}</span> },
                { title: t('desk.mother', '母亲'), render: (_, row) => <span className="clip" title={row.motherName ?? ''}>{row.motherName}</span> },
                { title: t('desk.bornAt', '出生时间'), width: 150, render: (_, row) => minuteText(row.bornAt) },
                { title: t('done.day', '签发日期'), width: 110, dataIndex: 'issueDay' },
                { title: t('done.collector', '领证人'), width: 130, render: (_, row) => <span className="clip">{row.collectorName}</span> },
                { title: t('replace.possible', '能否办理'), width: 220, render: (_, row) => notEligibleText(kind, row) ?? (kind ? t('replace.can', '可以{{kind}},回车选定', { kind: kindText(kind) }) : t('replace.kindFirstShort', '先选办理类型')) },
              ]}
            />
          ) : null}
        </div>
      </Panel>
    </Page>
  )
}

function NewForm({ kind, certificateId }: { kind: ReplacementKind; certificateId: string }) {
  const navigate = useNavigate()
  const start = useCall('replacement.prepare', { certificateId, kind })
  return (
    <Page title={kind === 'exchange' ? t('replace.newExchange', '新的换发申请') : t('replace.newReissue', '新的补发申请')} back={`/replacements/new?kind=${kind}`} subtitle={start.data ? <span className="child-subtitle"><b className="clip">{childName(start.data.old)}</b><span className="number">{start.data.old.number}</span></span> : null}>
      <Loaded of={start}>
        {data => <Draft start={data} onSaved={(id, view) => void navigate(`/replacements/${id}${view ? `?view=${view}` : ''}`, { replace: true })} onCancel={() => void navigate('/replacements')} />}
      </Loaded>
    </Page>
  )
}

function Draft({ start, onSaved, onCancel }: { start: Prepared; onSaved(id: string, view?: 'correct'): void; onCancel(): void }) {
  const [assessment, setAssessment] = useState<Assessment>(start.assessment)
  return (
    <div className="child-page">
      <aside><OldSheet prepared={start} assessment={assessment} /></aside>
      <div className="child-work">
        <Fate kind={start.kind} state={start.state} old={start.old} fresh={start.newSheet} assessment={assessment} />
        <ApplicationForm start={start} onAssessed={setAssessment} onSaved={(id, next) => onSaved(id, next === 'correct' ? 'correct' : undefined)} onCancel={onCancel} />
      </div>
    </div>
  )
}
