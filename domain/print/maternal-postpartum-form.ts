import { BREAST_FINDING } from '../code/national-care.ts'
import { POSTPARTUM_CHECK_GUIDANCE, POSTPARTUM_GUIDANCE, POSTPARTUM_HANDLING, POSTPARTUM_PLACE, POSTPARTUM_RECOVERY, WOUND_HEALING } from '../code/maternal-visit.ts'
import type { StoredPostpartumCheck } from '../modules/maternal/postpartum-check.record.ts'
import type { StoredPostpartumVisit } from '../modules/maternal/postpartum-visit.record.ts'
import type { Day } from '../time/day.ts'
import { oneOf, written } from './child-form-cells.ts'
import { formGridPages } from './form-grid.ts'
import { type FormItem, pairedRows } from './form-items.ts'
import { A4_FORM, footOf, found, listed, maternalHead, type MaternalPages, type MaternalPaperFacts, measure, pressure, type Printed, referralAnswer, signatures } from './maternal-form-cells.ts'

/** What the forms after birth ask of the delivery. */
export type PostpartumFormFacts = MaternalPaperFacts & { readonly deliveredDay: Day | null; readonly dischargedDay: Day | null }

const text = (key: string, label: string, value: string, wide = false): FormItem => ({ key, label, answer: { text: value }, wide })
const days = ({ deliveredDay, dischargedDay }: PostpartumFormFacts): FormItem[] => [text('deliveredDay', '分娩日期', deliveredDay ?? ''), text('dischargedDay', '出院日期', dischargedDay ?? '')]
type Body = Pick<StoredPostpartumCheck, 'generalHealth' | 'mentalState' | 'systolicMmHg' | 'diastolicMmHg' | 'leftBreast' | 'rightBreast' | 'wound' | 'lochia' | 'lochiaNote' | 'uterus' | 'uterusNote'>
const bodyItems = (row: Body | null): FormItem[] => [
  text('pressure', '血压', pressure(row)), text('generalHealth', '一般健康情况', row?.generalHealth ?? '', true), text('mentalState', '一般心理状况', row?.mentalState ?? '', true),
  { key: 'leftBreast', label: '乳房(左)', answer: oneOf(BREAST_FINDING, row?.leftBreast), wide: true }, { key: 'rightBreast', label: '乳房(右)', answer: oneOf(BREAST_FINDING, row?.rightBreast), wide: true },
  { key: 'lochia', label: '恶露', answer: found(row, 'lochia') }, { key: 'uterus', label: '子宫', answer: found(row, 'uterus') }, { key: 'wound', label: '伤口', answer: oneOf(WOUND_HEALING, row?.wound), wide: true },
]
const scored = (score: number | null | undefined): string | null => score === null || score === undefined ? null : `${score} 分`

/** 产后访视记录表 (maternal care note §9); without a visit it is a form to fill in by hand. */
export function postpartumVisitPages(facts: PostpartumFormFacts, row: Printed<StoredPostpartumVisit> | null): MaternalPages {
  const items: FormItem[] = [
    text('visitDay', '随访日期', row?.visitDay ?? ''), text('place', '访视方式', row ? POSTPARTUM_PLACE.label(row.place) : ''), ...days(facts), text('temperature', '体温', measure(row?.temperatureC, '℃', 1)), ...bodyItems(row),
    text('other', '其他', row?.otherFindings ?? '', true), { key: 'assessment', label: '分类', answer: found(row, 'assessment'), wide: true },
    { key: 'guidance', label: '指导', answer: listed(POSTPARTUM_GUIDANCE, row?.guidance, '6', row?.guidanceNote, false), wide: true }, { key: 'referral', label: '转诊', answer: referralAnswer(row), wide: true }, text('nextVisitDay', '下次随访日期', row?.nextVisitDay ?? ''), ...signatures(row),
  ]
  return formGridPages({
    form: 'maternal-postpartum-visit', title: '产后访视记录表', version: 1, page: { ...A4_FORM, pt: 10 }, head: maternalHead(facts), columns: null, rows: pairedRows(items),
    foot: footOf(['访视机构', row?.institution], ['产后天数', row ? written(row.daysAfter) : null], ['爱丁堡产后抑郁量表', scored(row?.depressionScore)], ['备注', row?.note]),
  })
}

const EXTRA = [['thyroid', '甲状腺'], ['heartAndLungs', '心肺'], ['vulva', '外阴'], ['vagina', '阴道'], ['cervix', '宫颈'], ['adnexa', '附件']] as const

/** 产后42天健康检查记录表 with the further examinations of WS 377 (maternal care note §9); without a check it is a form to fill in by hand. */
export function postpartumCheckPages(facts: PostpartumFormFacts, row: Printed<StoredPostpartumCheck> | null): MaternalPages {
  const place = [row?.referralInstitution, row?.referralDepartment].filter(Boolean).join(' ')
  const items: FormItem[] = [
    text('visitDay', '随访日期', row?.visitDay ?? ''), text('daysAfter', '产后天数', measure(row?.daysAfter, '天')), ...days(facts), text('weight', '体重', measure(row?.weightKg, 'kg', 1)), ...bodyItems(row),
    ...EXTRA.map(([name, label]): FormItem => ({ key: name, label, answer: found(row, name) })), text('other', '其他', row?.otherFindings ?? '', true),
    { key: 'recovery', label: '分类', answer: oneOf(POSTPARTUM_RECOVERY, row?.recovery, { '2': row?.recoveryNote }), wide: true },
    { key: 'guidance', label: '指导', answer: listed(POSTPARTUM_CHECK_GUIDANCE, row?.guidance, '5', row?.guidanceNote, false), wide: true },
    { key: 'handling', label: '处理', answer: { text: `${POSTPARTUM_HANDLING.list.map(({ code, label }) => `${code} ${label}`).join('  ')}  原因:${written(row?.referralReason)}\n机构及科室:${written(place)}`, boxes: [row?.handling ?? ''] }, wide: true },
    ...signatures(row),
  ]
  return formGridPages({
    form: 'maternal-postpartum-check', title: '产后42天健康检查记录表', version: 1, page: { ...A4_FORM, pt: 9.5 }, head: maternalHead(facts), columns: null, rows: pairedRows(items),
    foot: footOf(['检查机构', row?.institution], ['爱丁堡产后抑郁量表', scored(row?.depressionScore)], ['备注', row?.note]),
  })
}
