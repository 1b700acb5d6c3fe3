import { BIRTH_CIRCUMSTANCE, CHILD_COMPLEXION, CHILD_FEEDING, CHILD_FINDING, CHILD_NONE_SOME, FONTANELLE_TENSION, JAUNDICE_SITE, NEWBORN_DANGER_SIGN, NEWBORN_DISEASE_STATUS, NEWBORN_GUIDANCE, NEWBORN_HEARING_STATUS, NEWBORN_SKIN, NEWBORN_STOOL, PREGNANCY_ILLNESS, UMBILICAL_CORD } from '../code/child-newborn-visit.ts'
import { codesIn } from '../field/code-list.ts'
import { SEX } from '../code/sex.ts'
import type { StoredNewbornVisit } from '../modules/child/newborn-visit.record.ts'
import { BLANK, type ChildPaperFacts, fixed, oneOf, type ParentPaperFacts, severalOf, written } from './child-form-cells.ts'
import { formGridPages } from './form-grid.ts'
import { type FormItem, pairedRows } from './form-items.ts'
import type { Layout, PrintValues } from './layout.ts'

/** A home visit as the form prints it. */
export type PrintedNewbornVisit = Omit<StoredNewbornVisit, 'id' | 'rev' | 'defVersion' | 'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy' | 'voidedAt' | 'voidReason'>

const note = (text: string | null | undefined): string => text ? `:${text}` : BLANK
const parent = (key: string, title: string, { name, occupation, phone, birthDay }: ParentPaperFacts): FormItem =>
  ({ key, label: title, answer: { text: `姓名:${written(name)}  职业:${written(occupation)}  联系电话:${written(phone)}  出生日期:${written(birthDay)}` }, wide: true })
const weeks = (days: number | null | undefined): string => days === null || days === undefined ? `${BLANK}周` : days % 7 === 0 ? `${days / 7}周` : `${Math.floor(days / 7)}周+${days % 7}天`

/** Apgar as the form has it: 1分钟 / 5分钟 / 不详, where neither is known. */
function apgarOf(visit: PrintedNewbornVisit | null): string {
  const [one, five] = [visit?.apgarOneMinute, visit?.apgarFiveMinutes]
  if (visit && one === null && five === null) return 'Apgar评分:不详'
  return `Apgar评分:1分钟 ${written(one)}  5分钟 ${written(five)}`
}

/** The questions of 新生儿家庭访视记录表 in printed order (child health note §4.1). */
function itemsOf(facts: ChildPaperFacts, visit: PrintedNewbornVisit | null): FormItem[] {
  const finding = (key: 'eyes' | 'limbs' | 'ears' | 'nose' | 'mouth' | 'anus' | 'heartAndLungs' | 'chest' | 'abdomen' | 'spine' | 'genitals', label: string): FormItem =>
    ({ key, label, answer: oneOf(CHILD_FINDING, visit?.[key], { '2': visit?.[`${key}Note`] }) })
  const malformation = oneOf(CHILD_NONE_SOME, visit?.malformation, { '2': visit?.malformationNote })
  const asphyxia = oneOf(CHILD_NONE_SOME, visit?.asphyxia)
  const fontanelle = oneOf(FONTANELLE_TENSION, visit?.fontanelle, { '4': visit?.fontanelleNote })
  return [
    { key: 'sexAndBirth', label: '性别', answer: { text: SEX.values.toSorted().map(code => `${code} ${SEX.label(code)}`).join('  '), boxes: [facts.sex] }, wide: true },
    { key: 'birthDay', label: '出生日期', answer: { text: facts.birthDay ?? '' } }, { key: 'idNumber', label: '身份证号', answer: { text: facts.idNumber } },
    { key: 'address', label: '家庭住址', answer: { text: facts.address }, wide: true },
    parent('father', '父亲', facts.father), parent('mother', '母亲', facts.mother),
    { key: 'gestation', label: '出生孕周', answer: { text: weeks(visit?.gestationDays) } }, { key: 'birthInstitution', label: '助产机构名称', answer: { text: visit?.birthInstitution ?? '' } },
    { key: 'pregnancyIllness', label: '母亲妊娠期患病情况', answer: severalOf(PREGNANCY_ILLNESS, visit?.pregnancyIllness, { '4': note(visit?.pregnancyIllnessNote) }), wide: true },
    { key: 'birthCircumstances', label: '出生情况', answer: severalOf(BIRTH_CIRCUMSTANCE, visit?.birthCircumstances, { '7': note(visit?.birthCircumstancesNote) }, false), wide: true },
    { key: 'asphyxia', label: '新生儿窒息', answer: { ...asphyxia, text: `${asphyxia.text}\n${apgarOf(visit)}` } }, { key: 'malformation', label: '畸形', answer: malformation },
    { key: 'hearingStatus', label: '新生儿听力筛查', answer: oneOf(NEWBORN_HEARING_STATUS, visit?.hearingStatus), wide: true },
    { key: 'diseaseStatus', label: '新生儿疾病筛查', answer: severalOf(NEWBORN_DISEASE_STATUS, visit?.diseaseStatus, { '5': note(visit?.diseaseStatusNote) }), wide: true },
    { key: 'birthWeight', label: '新生儿出生体重', answer: { text: `${fixed(visit?.birthWeightG === null || visit?.birthWeightG === undefined ? null : visit.birthWeightG / 1000, 2)} kg` } },
    { key: 'weightKg', label: '目前体重', answer: { text: `${fixed(visit?.weightKg, 2)} kg` } },
    { key: 'birthLengthCm', label: '出生身长', answer: { text: `${fixed(visit?.birthLengthCm, 1)} cm` } }, { key: 'feeding', label: '喂养方式', answer: oneOf(CHILD_FEEDING, visit?.feeding) },
    { key: 'milk', label: '吃奶量/吃奶次数', answer: { text: `${written(visit?.milkMl)} mL/次  ${written(visit?.milkTimesPerDay)} 次/日` } }, { key: 'vomiting', label: '呕吐', answer: oneOf(CHILD_NONE_SOME, visit?.vomiting) },
    { key: 'stool', label: '大便', answer: oneOf(NEWBORN_STOOL, visit?.stool, { '3': visit?.stoolNote }) }, { key: 'stoolTimesPerDay', label: '大便次数', answer: { text: `${written(visit?.stoolTimesPerDay)} 次/日` } },
    { key: 'temperatureC', label: '体温', answer: { text: `${fixed(visit?.temperatureC, 1)} ℃` } }, { key: 'heartRate', label: '心率', answer: { text: `${written(visit?.heartRatePerMinute)} 次/分钟` } },
    { key: 'breaths', label: '呼吸频率', answer: { text: `${written(visit?.breathsPerMinute)} 次/分钟` } }, { key: 'complexion', label: '面色', answer: oneOf(CHILD_COMPLEXION, visit?.complexion, { '3': visit?.complexionNote }) },
    { key: 'jaundiceSites', label: '黄疸部位', answer: severalOf(JAUNDICE_SITE, visit?.jaundiceSites), wide: true },
    { key: 'fontanelle', label: '前囟', answer: { ...fontanelle, text: `${fixed(visit?.fontanelleLengthCm, 1)} cm × ${fixed(visit?.fontanelleWidthCm, 1)} cm\n${fontanelle.text}` }, wide: true },
    finding('eyes', '眼睛'), finding('limbs', '四肢活动度'), finding('ears', '耳外观'),
    { key: 'neckMass', label: '颈部包块', answer: oneOf(CHILD_NONE_SOME, visit?.neckMass, { '2': visit?.neckMassNote }) }, finding('nose', '鼻'),
    { key: 'skin', label: '皮肤', answer: severalOf(NEWBORN_SKIN, visit?.skin, { '4': note(visit?.skinNote) }) },
    finding('mouth', '口腔'), finding('anus', '肛门'), finding('heartAndLungs', '心肺听诊'), finding('chest', '胸部'), finding('abdomen', '腹部触诊'), finding('spine', '脊柱'), finding('genitals', '外生殖器'),
    { key: 'cord', label: '脐带', answer: oneOf(UMBILICAL_CORD, visit?.cord, { '4': visit?.cordNote }) },
    { key: 'referral', label: '转诊建议', answer: { text: `1 无  2 有  原因:${written(visit?.referralReason)}\n机构及科室:${written(visit?.referralInstitution)}`, boxes: [visit?.referral ?? ''] }, wide: true },
    { key: 'guidance', label: '指导', answer: severalOf(NEWBORN_GUIDANCE, visit?.guidance, { '6': note(visit?.guidanceNote) }, false), wide: true },
    { key: 'visitDay', label: '本次访视日期', answer: { text: visit?.visitDay ?? '' } }, { key: 'nextPlace', label: '下次随访地点', answer: { text: visit?.nextPlace ?? '' } },
    { key: 'nextVisitDay', label: '下次随访日期', answer: { text: visit?.nextVisitDay ?? '' } }, { key: 'doctor', label: '随访医生签名', answer: { text: visit?.doctorName ?? '' } },
  ]
}

const head = (facts: ChildPaperFacts) => [[{ share: 3, name: 'childName', label: '姓名', value: facts.name }, { share: 2, name: 'fileNumber', label: '编号', value: facts.fileNumber }]]

/** The national form has no place for danger signs that were ticked; they must not be lost on the way to paper. */
const footOf = (visit: PrintedNewbornVisit | null): string[] => visit?.dangerSigns ? [`危险征象:${codesIn(visit.dangerSigns).map(sign => NEWBORN_DANGER_SIGN.label(sign)).join('、')}。`] : []

/** 新生儿家庭访视记录表 (child health note §4.1) as an A4 sheet; without a visit it is a form to fill in by hand. */
export function newbornFormPages(facts: ChildPaperFacts, visit: PrintedNewbornVisit | null): { layout: Layout; values: PrintValues }[] {
  return formGridPages({
    form: 'child-newborn-visit', title: '新生儿家庭访视记录表', version: 1, page: { w: 210, h: 297, margin: 9, pt: 8, titlePt: 14 }, head: head(facts), columns: null, rows: pairedRows(itemsOf(facts, visit)), foot: footOf(visit),
  })
}

/** The home visit as pages of the child's handbook (A5). */
export function handbookNewbornPages(facts: ChildPaperFacts, visit: PrintedNewbornVisit): { layout: Layout; values: PrintValues }[] {
  return formGridPages({
    form: 'child-handbook', title: '新生儿家庭访视记录', version: 1, page: { w: 148, h: 210, margin: 7, pt: 6.5, titlePt: 12 }, head: head(facts), columns: null, rows: pairedRows(itemsOf(facts, visit)), foot: footOf(visit),
  })
}
