import { Drawer, Timeline } from 'antd'
import { BLANK_STATE, VOID_REASON } from '../../domain/code/certificate.ts'
import type { Output } from '../../domain/api/api.ts'
import { useCall } from '../api/useCall.ts'
import { instantText } from '../app/format.ts'
import { t } from '../app/i18n.ts'
import { codeText } from './labels.ts'
import { EmptyState, Loaded } from './Page.tsx'
import { StateTag } from './StateTag.tsx'
import './shared.css'

type Event = Output<'stock.history'>[number]

const MOVE_REASON: Readonly<Record<string, () => string>> = {
  print: () => t('blank.sentToPrinter', '送打印机'), notInked: () => t('blank.notInked', '没有着墨'), cancelled: () => t('blank.cancelled', '未用退回'),
}

const isBad = (event: Event): boolean => event.toState === 'void' || event.toState === 'lostReported' || event.toState === 'lostVoid'

/** The life of one number as lines, oldest first. */
export function NumberTimeline({ number }: { number: string }) {
  const history = useCall('stock.history', { number })
  return (
    <Loaded of={history}>
      {events => events.length === 0 ? <EmptyState text={t('blank.unknown', '编号 {{number}} 没有入库记录', { number })} /> : (
        <Timeline
          items={events.map(event => ({
            key: event.seq, color: isBad(event) ? 'red' : event.toState === 'issued' ? 'green' : 'blue',
            content: (
              <div className="blank-event">
                <div><StateTag table={BLANK_STATE} state={event.toState} /> <b>{instantText(event.at)}</b></div>
                <div>{event.secondPersonName ? t('blank.byTwo', '{{name}}、{{second}}', { name: event.byName, second: event.secondPersonName }) : event.byName}{event.toState === 'drawn' && event.holderName ? t('blank.holder', ' · 领用人 {{name}}', { name: event.holderName }) : ''}</div>
                {event.reasonCode || event.reason ? (
                  <div className="wrap-any">{[event.reasonCode ? MOVE_REASON[event.reasonCode]?.() ?? codeText(VOID_REASON, event.reasonCode) : '', event.reason ?? ''].filter(Boolean).join(':')}</div>
                ) : null}
              </div>
            ),
          }))}
        />
      )}
    </Loaded>
  )
}

/** The life of one number at the side of the page. */
export function NumberHistory({ number, onClose }: { number: string; onClose(): void }) {
  return (
    <Drawer open size={460} onClose={onClose} title={<>{t('blank.history', '编号经历')} <span className="number">{number}</span></>}>
      <NumberTimeline number={number} />
    </Drawer>
  )
}
