import { Drawer, Timeline } from 'antd'
import { Link } from 'react-router'
import { BLANK_STATE, CERTIFICATE_EDITION, EXCHANGE_REASON, VOID_REASON } from '../../domain/code/certificate.ts'
import { LOSS_REASON, REPLACEMENT_KIND, REPLACEMENT_STATE } from '../../domain/code/replacement.ts'
import { LOSS_KIND, STOCK_SLIP } from '../../domain/code/stock.ts'
import type { Output } from '../../domain/api/api.ts'
import { useCall } from '../api/useCall.ts'
import { instantText } from '../app/format.ts'
import { t } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { codeText } from './labels.ts'
import { EmptyState, Loaded } from './Page.tsx'
import { Fact } from './RecordFacts.tsx'
import { StateTag } from './StateTag.tsx'
import './shared.css'

type Event = Output<'stock.history'>[number]

const MOVE_REASON: Readonly<Record<string, () => string>> = {
  print: () => t('blank.sentToPrinter', '送打印机'), notInked: () => t('blank.notInked', '没有着墨'), cancelled: () => t('blank.cancelled', '未用退回'), handOver: () => t('blank.handOver', '领用人交接'),
  found: () => t('blank.found', '找回交回'), 'back-entry': () => t('blank.backEntry', '遗留问题补录'),
}

// A code means what the table of this move says: '1' is a misprint of a void sheet and a loss of a lost certificate.
function reasonOf({ fromState, toState, reasonCode }: Event): string {
  if (!reasonCode) return ''
  const ownWord = MOVE_REASON[reasonCode]
  if (ownWord) return ownWord()
  if (EXCHANGE_REASON.isCode(reasonCode)) return codeText(EXCHANGE_REASON, reasonCode)
  return codeText(fromState === 'issued' && toState === 'lostVoid' ? LOSS_REASON : VOID_REASON, reasonCode)
}

const isBad = (event: Event): boolean => event.toState === 'void' || event.toState === 'lostReported' || event.toState === 'lostVoid' || event.toState === 'exchanged'

/** The life of one number as lines, oldest first. */
export function NumberTimeline({ number }: { number: string }) {
  const history = useCall('stock.history', { number })
  return (
    <>
      <NumberLinks number={number} />
      <Loaded of={history}>{events => events.length === 0 ? <EmptyState text={t('blank.unknown', '编号 {{number}} 没有入库记录', { number })} /> : <Events events={events} />}</Loaded>
    </>
  )
}

function Events({ events }: { events: readonly Event[] }) {
  return (
    <Timeline
      items={events.map(event => ({
        key: event.seq, color: isBad(event) ? 'red' : event.toState === 'issued' ? 'green' : 'blue',
        content: (
          <div className="blank-event">
            <div><StateTag table={BLANK_STATE} state={event.toState} /> <b>{instantText(event.at)}</b></div>
            <div>{event.secondPersonName ? t('blank.byTwo', '{{name}}、{{second}}', { name: event.byName, second: event.secondPersonName }) : event.byName}{event.toState === 'drawn' && event.holderName ? t('blank.holder', ' · 领用人 {{name}}', { name: event.holderName }) : ''}</div>
            {event.reasonCode || event.reason ? <div className="wrap-any">{[reasonOf(event), event.reason ?? ''].filter(Boolean).join(':')}</div> : null}
            {event.toState === 'lostVoid' && event.evidence ? <div className="wrap-any">{t('blank.evidence', '依据:{{evidence}}', { evidence: event.evidence })}</div> : null}
          </div>
        ),
      }))}
    />
  )
}

/** The number this one replaced or was replaced by, and the application in which that was done. */
function NumberLinks({ number }: { number: string }) {
  const mayRead = useMay('certificate.read')
  const found = useCall('replacement.list', { offset: 0, limit: 10, text: number }, { enabled: mayRead })
  const own = (found.data?.rows ?? []).filter(row => row.oldNumber === number || row.newNumber === number)
  return own.map(row => (
    <p key={row.id}>
      <Link to={`/replacements/${row.id}`}>
        {row.oldNumber === number
          ? t('blank.replacedBy', '{{kind}}({{state}}):新证 {{number}}', { kind: codeText(REPLACEMENT_KIND, row.kind), state: codeText(REPLACEMENT_STATE, row.state), number: row.newNumber ?? row.forwardedNumber ?? '—' })
          : t('blank.replaces', '{{kind}}({{state}}):原证 {{number}}', { kind: codeText(REPLACEMENT_KIND, row.kind), state: codeText(REPLACEMENT_STATE, row.state), number: row.oldNumber })}
      </Link>
    </p>
  ))
}

/** One number at the side of the page: where it stands, what hangs on it, its whole life. */
export function NumberHistory({ number, onClose }: { number: string; onClose(): void }) {
  const found = useCall('stock.number', { number })
  return (
    <Drawer open size={520} onClose={onClose} title={<>{t('blank.history', '编号经历')} <span className="number">{number}</span></>}>
      <Loaded of={found}>
        {data => data === null ? <EmptyState text={t('blank.unknown', '编号 {{number}} 没有入库记录', { number })} /> : (
          <>
            <dl className="record-facts number-facts">
              <Fact label={t('desk.state', '状态')}><StateTag table={BLANK_STATE} state={data.blank.state} /> {data.blank.holderName}</Fact>
              <Fact label={t('blank.edition', '版次')}>{codeText(CERTIFICATE_EDITION, data.blank.edition)}{data.batch?.printYear ? ` · ${t('blank.printed', '{{year}} 年印制', { year: data.batch.printYear })}` : ''}</Fact>
              {data.batch ? <Fact label={t('blank.batch', '批次')} wide>{data.batch.receivedDay} {data.batch.receivedFrom} {data.batch.firstNumber}–{data.batch.lastNumber}</Fact> : null}
              {data.certificates.map(one => (
                <Fact key={one.id} label={t('blank.certificate', '用于')} wide>
                  <Link to={`/certificate/${one.newbornId}`} onClick={onClose}>{t('blank.openChild', '{{day}} 的证明(打开)', { day: one.issueDay })}</Link>{one.endedAt ? t('blank.ended', ' · 已失效') : ''}
                </Fact>
              ))}
              {data.loss ? <Fact label={t('blank.loss', '遗失报告')} wide>{codeText(LOSS_KIND, data.loss.kind)} · {data.loss.place} · {data.loss.circumstances}{data.loss.policeNumber ? ` · ${data.loss.policeNumber}` : ''}</Fact> : null}
              {data.slips.length ? <Fact label={t('blank.slips', '单据')} wide>{data.slips.map(slip => `${slip.day} ${codeText(STOCK_SLIP, slip.kind)}`).join(';')}</Fact> : null}
            </dl>
            <NumberLinks number={number} />
            <Events events={data.events} />
          </>
        )}
      </Loaded>
    </Drawer>
  )
}
