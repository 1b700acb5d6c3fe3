import { CHILD_CONTACT, type ChildContact, TCM_SERVICE, TCM_TECHNIQUE } from '../code/child-check.ts'
import { hasCode } from '../field/code-list.ts'
import { CONTACTS } from '../rule/child/contacts.ts'
import { type TcmForm, tcmFormAt, tcmTechniqueAt } from '../rule/child/tcm.ts'
import { headOf, type PrintedVisit } from './child-check-form.ts'
import { BLANK, type ChildPaperFacts, type FormAnswer, severalOf } from './child-form-cells.ts'
import { type FormCell, formGridPages } from './form-grid.ts'
import type { Layout, PrintValues } from './layout.ts'

const TITLES: Readonly<Record<TcmForm, string>> = { months6to18: '6～18月龄儿童中医药健康管理服务记录表', months24to36: '24～36月龄儿童中医药健康管理服务记录表' }
const FORM_IDS: Readonly<Record<TcmForm, string>> = { months6to18: 'child-tcm-infant', months24to36: 'child-tcm-toddler' }
const ROWS = ['visitDay', 'services', 'nextVisitDay', 'doctor'] as const
const LABELS: Readonly<Record<(typeof ROWS)[number], string>> = { visitDay: '随访日期', services: '中医药健康管理服务', nextVisitDay: '下次随访日期', doctor: '随访医生签名' }

/** The printed answers with 传授 in the words of the age (§13): 3 传授摩腹、捏脊. */
function servicesOf(contact: ChildContact, visit: PrintedVisit | null): FormAnswer {
  const technique = tcmTechniqueAt(contact)
  const taught = `传授${technique ? TCM_TECHNIQUE.label(technique) : BLANK}`
  const { text, ...boxes } = severalOf(TCM_SERVICE, visit?.tcmServices, { '4': hasCode(visit?.tcmServices, '4') && visit?.tcmNote ? `:${visit.tcmNote}` : BLANK }, false)
  return { ...boxes, text: text.replace(TCM_SERVICE.label('3'), taught) }
}

function answerOf(row: (typeof ROWS)[number], contact: ChildContact, visit: PrintedVisit | null): FormAnswer {
  switch (row) {
    case 'visitDay': return { text: visit?.visitDay ?? '' }
    case 'services': return servicesOf(contact, visit)
    case 'nextVisitDay': return { text: visit?.nextVisitDay ?? '' }
    case 'doctor': return { text: visit?.doctorName ?? '' }
  }
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)
const headCell = (name: string, text: string, share: number): FormCell => ({ share, name, label: text, text, isHead: true })

/**
 * 6～18 or 24～36月龄儿童中医药健康管理服务记录表 (child health note §13 [S4]) as an A4 sheet. A column is the last visit of
 * its age that did something of it; a visit without 中医药 leaves the column to be written by hand.
 */
export function tcmFormPages(form: TcmForm, facts: ChildPaperFacts, visits: readonly PrintedVisit[]): { layout: Layout; values: PrintValues }[] {
  const columns = CONTACTS.map(line => line.contact).filter(contact => tcmFormAt(contact) === form)
  const visitOf = (contact: ChildContact): PrintedVisit | null => visits.findLast(visit => visit.contact === contact && visit.tcmServices !== null) ?? null
  return formGridPages({
    form: FORM_IDS[form], title: TITLES[form], version: 1, page: { w: 210, h: 297, margin: 12, pt: 10, titlePt: 15 }, head: headOf(facts),
    columns: { cells: [headCell('ageLabel', '月龄', 1.35), ...columns.map(contact => headCell(`age${capital(contact)}`, CHILD_CONTACT.label(contact), 2.3))] },
    rows: ROWS.map(row => ({
      cells: [headCell(`${row}Label`, LABELS[row], 1.35), ...columns.map((contact): FormCell => {
        const { text, boxes, boxesBelow } = answerOf(row, contact, visitOf(contact))
        return { share: 2.3, name: `${row}${capital(contact)}`, label: `${CHILD_CONTACT.label(contact)} ${LABELS[row]}`, text, ...(boxes ? { boxes } : {}), ...(boxesBelow ? { boxesBelow } : {}), align: 'left' }
      })],
    })),
    foot: [],
  })
}
