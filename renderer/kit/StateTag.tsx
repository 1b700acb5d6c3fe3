import { Tag } from 'antd'
import { BLANK_STATE } from '../../domain/code/certificate.ts'
import { AUTISM_STATE } from '../../domain/code/child-autism.ts'
import type { CodeTable } from '../../domain/code/code-table.ts'
import { EYE_REFERRAL_STATE } from '../../domain/code/eye-check.ts'
import { EYE_DEVICE_STATE } from '../../domain/code/eye-device.ts'
import { PELVIC_SESSION_STATE } from '../../domain/code/pelvic.ts'
import { PELVIC_COURSE_STATE } from '../../domain/code/pelvic-care.ts'
import { PRENATAL_SAMPLE_STATE } from '../../domain/code/prenatal.ts'
import { CALENDAR_STATE, RESULT_ROW_STATE } from '../../domain/code/prenatal-record.ts'
import { REPLACEMENT_STATE } from '../../domain/code/replacement.ts'
import { REFERRAL_STATE } from '../../domain/code/referral.ts'
import { STOCKTAKE_STATE } from '../../domain/code/stocktake.ts'
import { CANCER_FOLLOW_UP_STATE } from '../../domain/code/women-care.ts'
import { VITAL_CARD_STATE } from '../../domain/code/vital.ts'
import { codeText } from './labels.ts'

type Colour = 'default' | 'processing' | 'success' | 'warning' | 'error'

const COLOURS: Readonly<Record<string, Readonly<Record<string, Colour>>>> = {
  [BLANK_STATE.id]: {
    drawn: 'processing', held: 'warning', printed: 'processing', issued: 'success', void: 'error', lostReported: 'error', lostVoid: 'error', exchanged: 'error',
  },
  [REPLACEMENT_STATE.id]: { draft: 'default', applied: 'warning', reviewed: 'warning', approved: 'processing', printing: 'processing', done: 'success', forwarded: 'processing', refused: 'error' },
  [STOCKTAKE_STATE.id]: { open: 'processing', finalised: 'success' },
  [REFERRAL_STATE.id]: { toSend: 'warning', sent: 'processing', arrived: 'processing', returned: 'success', rejected: 'error', patientRefused: 'error' },
  [EYE_REFERRAL_STATE.id]: { waiting: 'warning', seen: 'processing', answered: 'success', closed: 'default', lost: 'error', cancelled: 'default' },
  [EYE_DEVICE_STATE.id]: { waiting: 'warning', matched: 'processing', used: 'success', dismissed: 'default' },
  [PRENATAL_SAMPLE_STATE.id]: { booked: 'default', consented: 'default', drawn: 'processing', processed: 'processing', toSend: 'warning', inTransit: 'processing', received: 'processing', testing: 'processing', reported: 'warning', reviewed: 'warning', issued: 'success', rejected: 'error', resampleNotified: 'warning' },
  [PELVIC_SESSION_STATE.id]: { booked: 'processing', arrived: 'warning', treating: 'warning', done: 'success', missed: 'error', cancelled: 'default' },
  [PELVIC_COURSE_STATE.id]: { open: 'processing', completed: 'success', stopped: 'default' },
  [RESULT_ROW_STATE.id]: { waiting: 'warning', taken: 'success' },
  [CALENDAR_STATE.id]: { done: 'success', underWay: 'processing', declined: 'default', open: 'processing', closing: 'error', missed: 'warning' },
  [CANCER_FOLLOW_UP_STATE.id]: { open: 'warning', done: 'success', refused: 'default', transferred: 'processing' },
  [VITAL_CARD_STATE.id]: { draft: 'default', submitted: 'warning', reviewed: 'processing', reported: 'success' },
  [AUTISM_STATE.id]: { firstNormal: 'success', firstAbnormal: 'warning', rescreening: 'processing', rescreenNormal: 'processing', retest: 'warning', rescreenAbnormal: 'error', undecided: 'warning', confirmed: 'error', excluded: 'success' },
}

/** A state in its colour; the word always stands there, colour is never the only sign. */
export function StateTag({ table, state }: { table: CodeTable; state: string }) {
  return <Tag color={COLOURS[table.id]?.[state] ?? 'default'} className="state-tag">{codeText(table, state)}</Tag>
}
