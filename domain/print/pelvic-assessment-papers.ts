import { EMG_FINDING, EMG_PHASE, PELVIC_QUESTIONNAIRE, POPQ_STAGE } from '../code/pelvic.ts'
import { HOME_TRAINING, type HomeTraining, PELVIC_ASSESSMENT_KIND } from '../code/pelvic-care.ts'
import { codesIn } from '../field/code-list.ts'
import { pelvicAssessment, type StoredPelvicAssessment } from '../modules/pelvic/assessment.record.ts'
import { emgOf, gridOf } from '../modules/pelvic/assessment-found.ts'
import { comparisonOf, scoresOf } from '../modules/pelvic/comparison.ts'
import { popqProfile } from '../modules/pelvic/popq-profile.ts'
import type { StoredPelvicQuestionnaire } from '../modules/pelvic/questionnaire.record.ts'
import { isFatigued } from '../rule/pelvic/muscle.ts'
import { type HomeExercise, homeLevel } from '../rule/pelvic/home-exercise.ts'
import type { Verdict } from '../rule/pelvic/improvement.ts'
import { questionnaireOf, scoreText } from '../rule/pelvic/questionnaires.ts'
import type { ChartDrawing } from './curve-svg.ts'
import { fieldText } from './field-text.ts'
import { type FormCell, formGridPages, type FormRow } from './form-grid.ts'
import { Layout, type PrintValues } from './layout.ts'
import { type BarPair, drawBars, drawProfile } from './pelvic-charts.ts'

type Page = { layout: Layout; values: PrintValues; charts?: Record<string, ChartDrawing> }
/** Who a paper of 盆底专科 is about and who prints it. */
export type PelvicPaperFacts = { readonly name: string; readonly birthDay: string; readonly fileNumber: string; readonly deliveryDay: string | null; readonly institution: string; readonly institutionPhone: string }

const PAGE = { w: 210, h: 297, margin: 12 }
const WIDTH = PAGE.w - 2 * PAGE.margin
const CHART = { gap: 3, caption: 6, profileH: 54, barsH: 38.5 }
const TABLE = { rowH: 4.7, gap: 4, columns: [0.46, 0.2, 0.2, 0.14] }
const VERDICT: Readonly<Record<Verdict, string>> = { better: '好转', worse: '加重', same: '不变' }
const TEXT = { minPt: 5, fit: 'shrink-wrap', lineHeight: 1.05, optional: true } as const
/** Values of one field fill a bar up to this. */
const BEST_STRENGTH = 5

const dayText = (row: StoredPelvicAssessment): string => `${row.day} ${PELVIC_ASSESSMENT_KIND.label(row.kind)}${row.daysAfter === null ? '' : ` 产后${row.daysAfter}天`}`
/** What lay outside the references that day, as it was found when it was saved. */
const outside = (row: StoredPelvicAssessment): string => [
  ...codesIn(row.emgFindings).map(one => EMG_FINDING.label(one)),
  ...(['typeOneFatiguePercent', 'typeTwoFatiguePercent'] as const).filter(field => row.fatigueMinPercent !== null && isFatigued(row[field], { fatigueMinPercent: row.fatigueMinPercent })).map(field => `${pelvicAssessment.fields[field].label}异常`),
].join('、')
/** A value in a cell of the table; a strength by its grade alone, its words have no room. */
const text = (field: keyof typeof pelvicAssessment.fields, row: StoredPelvicAssessment): string => field === 'oxford' && row.oxford !== null ? `${row.oxford}级` : fieldText(pelvicAssessment.fields[field], row[field])
const nice = (value: number): number => [5, 10, 20, 30, 40, 50, 60, 80, 100, 150, 200, 300, 500].find(step => step >= value) ?? value
const one = (value: number | null): string => value === null ? '' : String(Math.round(value * 10) / 10)

type Block = { readonly name: string; readonly label: string; readonly caption: string; readonly share: number; readonly draw: ChartDrawing | null }

function profileBlock(name: string, word: string, row: StoredPelvicAssessment): Block {
  const profile = popqProfile(gridOf(row))
  const stage = row.stage === null ? '' : ` POP-Q ${POPQ_STAGE.label(row.stage)}`
  return { name, label: `${word}侧面观`, caption: profile ? `${word} ${row.day}${stage}` : `${word} ${row.day}:POP-Q未测全,不画侧面观`, share: 1, draw: profile ? drawProfile(profile) : null }
}
function barsBlock(name: string, label: string, share: number, pairs: readonly BarPair[], most: number): Block[] {
  const shown = pairs.filter(({ before, after }) => before !== null || after !== null)
  return shown.length === 0 ? [] : [{ name, label, caption: label, share, draw: drawBars(shown, most) }]
}
const measured = (label: string, before: number | null, after: number | null, reference?: number | null): BarPair => ({ label, before, after, beforeText: one(before), afterText: one(after), ...(typeof reference === 'number' ? { reference } : {}) })

function strengthBlock(before: StoredPelvicAssessment, after: StoredPelvicAssessment): Block[] {
  const number = (value: string | number | null): number | null => value === null ? null : Number(value)
  return barsBlock('strength', '肌力(0–5级)', 1, [measured('改良牛津', number(before.oxford), number(after.oxford)), measured('Ⅰ类(慢肌)', before.typeOneGrade, after.typeOneGrade), measured('Ⅱ类(快肌)', before.typeTwoGrade, after.typeTwoGrade)], BEST_STRENGTH)
}
/** The five phases in µV; the dashed mark is the reference the newer one was held against. */
function emgBlock(before: StoredPelvicAssessment, after: StoredPelvicAssessment): Block[] {
  const kept = after.emgRestMaxUv === null ? before : after
  const reference = { preRest: kept.emgRestMaxUv, fast: kept.emgFastMinUv, tonic: kept.emgTonicMinUv, endurance: kept.emgEnduranceMinUv, postRest: kept.emgRestMaxUv }
  const [first, last] = [emgOf(before), emgOf(after)]
  const pairs = EMG_PHASE.values.map(phase => measured(EMG_PHASE.label(phase).replace('阶段', '').replace(/\(.*\)/, ''), first[phase].uv, last[phase].uv, reference[phase]))
  return barsBlock('emg', '盆底表面肌电(µV,虚线为设备参考值)', 1.7, pairs, nice(Math.max(...pairs.flatMap(pair => [pair.before ?? 0, pair.after ?? 0, pair.reference ?? 0]))))
}
function diastasisBlock(before: StoredPelvicAssessment, after: StoredPelvicAssessment): Block[] {
  const pairs = (['diastasisAboveMm', 'diastasisAtMm', 'diastasisBelowMm'] as const).map(field => measured(pelvicAssessment.fields[field].label, before[field], after[field]))
  return barsBlock('diastasis', '腹直肌间距(mm)', 1, pairs, nice(Math.max(...pairs.flatMap(pair => [pair.before ?? 0, pair.after ?? 0]))))
}
const shortName = (label: string): string => label.split(' ')[0]!
/** Scores as a share of the highest one, so that questionnaires of 15 and of 300 points stand beside each other; the points over the bars. */
function scoresBlock(scores: ReturnType<typeof scoresOf>): Block[] {
  const share = (value: number | null, highest: number): number | null => value === null ? null : value / highest * 100
  return barsBlock('scores', '量表得分(占满分比例)', 1.7, scores.map(({ questionnaire, before, after, highest }) => ({
    label: `${shortName(PELVIC_QUESTIONNAIRE.label(questionnaire))}${questionnaireOf(questionnaire).higherIsBetter ? '(高为好)' : ''}`, before: share(before, highest), after: share(after, highest), beforeText: before === null ? '' : scoreText(before), afterText: after === null ? '' : scoreText(after),
  })), 100)
}

/** 前后对比 on one sheet (note §10.5): side views, bars of strength, muscle activity, diastasis and scores, and everything as a table. */
export function pelvicComparisonPages(facts: PelvicPaperFacts, before: StoredPelvicAssessment, after: StoredPelvicAssessment, questionnaires: readonly StoredPelvicQuestionnaire[]): Page[] {
  const scores = scoresOf(questionnaires, before.id, after.id)
  const lines: readonly { readonly blocks: readonly Block[]; readonly h: number }[] = [
    { blocks: before.stage === null && after.stage === null ? [] : [profileBlock('profileBefore', '前', before), profileBlock('profileAfter', '后', after)], h: CHART.profileH },
    { blocks: [...strengthBlock(before, after), ...emgBlock(before, after)], h: CHART.barsH }, { blocks: [...diastasisBlock(before, after), ...scoresBlock(scores)], h: CHART.barsH },
  ].filter(({ blocks }) => blocks.length > 0)
  const boxes: unknown[] = []
  const values: Record<string, string> = {}
  const charts: Record<string, ChartDrawing> = {}
  const value = (name: string, label: string, content: string, at: { x: number; y: number; w: number; h: number }, more: object = {}): void => {
    boxes.push({ value: name, label, ...at, pt: 9, ...TEXT, ...more })
    values[name] = content
  }
  const whole = { x: PAGE.margin, w: WIDTH }
  value('title', '标题', '盆底康复前后对比', { ...whole, y: PAGE.margin - 2, h: 8 }, { pt: 16, align: 'center', bold: true, fit: 'shrink' })
  value('name', '姓名', `姓名:${facts.name}`, { ...whole, y: 19, h: 6 }, { pt: 11 })
  value('about', '档案', [`出生日期:${facts.birthDay}`, `档案编号:${facts.fileNumber}`, facts.deliveryDay ? `分娩日期:${facts.deliveryDay}` : ''].filter(Boolean).join('  '), { ...whole, y: 25.5, h: 4.5 })
  value('days', '评估日期', `前:${dayText(before)}    后:${dayText(after)}`, { ...whole, y: 30.5, h: 4.5 })
  const found = [['outsideBefore', '前', before], ['outsideAfter', '后', after]] as const
  const isFound = found.some(([, , row]) => outside(row) !== '')
  if (isFound) found.forEach(([name, word, row], at) => value(name, `${word}超出参考值`, `${word}:${outside(row) || '没有超出参考值的'}`, { ...whole, y: 35 + at * 4.2, h: 4.2 }, { pt: 8 }))
  let y = isFound ? 44.5 : 37
  for (const { blocks, h } of lines) {
    const shares = blocks.reduce((sum, block) => sum + block.share, 0)
    let x = PAGE.margin
    for (const { name, label, caption, share, draw } of blocks) {
      const w = (WIDTH - CHART.gap * (blocks.length - 1)) * share / shares
      value(`${name}Caption`, label, caption, { x, y, w, h: CHART.caption - 1.5 }, { bold: true })
      if (draw) { boxes.push({ chart: name, label, x, y: y + CHART.caption - 1, w, h, pt: 7, minPt: 4.5 }); charts[name] = draw }
      x += w + CHART.gap
    }
    y += CHART.caption + h + CHART.gap - 1
  }
  const rows = [
    ...comparisonOf(before, after).map(({ field, verdict }) => ({ name: field as string, label: pelvicAssessment.fields[field].label, before: text(field, before), after: text(field, after), verdict })),
    ...scores.map(({ questionnaire, verdict, ...score }) => ({ name: questionnaire as string, label: shortName(PELVIC_QUESTIONNAIRE.label(questionnaire)), before: score.before === null ? '' : scoreText(score.before), after: score.after === null ? '' : scoreText(score.after), verdict })),
  ]
  const half = Math.ceil(rows.length / 2)
  const tableW = (WIDTH - TABLE.gap) / 2
  const put = (name: string, cells: readonly string[], column: number, at: number, bold = false): void => {
    let x = PAGE.margin + column * (tableW + TABLE.gap)
    cells.forEach((cell, index) => {
      const w = tableW * TABLE.columns[index]!
      value(`${name}Cell${index}`, cells[0] ?? '', cell, { x: x + 0.5, y: at, w: w - 1, h: TABLE.rowH }, { pt: 8.5, align: index === 0 ? 'left' : 'center', bold })
      x += w
    })
    boxes.push({ line: true, x: PAGE.margin + column * (tableW + TABLE.gap), y: at + TABLE.rowH, x2: PAGE.margin + column * (tableW + TABLE.gap) + tableW, y2: at + TABLE.rowH, strokeMm: bold ? 0.3 : 0.1 })
  }
  for (const column of rows.length > 1 ? [0, 1] : [0]) put(`head${column}`, ['项目', '前', '后', '变化'], column, y, true)
  rows.forEach(({ name, label, before: first, after: last, verdict }, index) => put(name, [label, first || '—', last || '—', verdict ? VERDICT[verdict] : ''], index < half ? 0 : 1, y + TABLE.rowH * (1 + index % half)))
  value('legend', '说明', '图中灰色为前,黑色为后;侧面观中虚线为同样长度、没有脱垂的阴道,0为处女膜缘,点线为±1 cm。参考值随设备不同;“好转、加重”只比较数值大小,疗效由医生判断。', { ...whole, y: PAGE.h - PAGE.margin - 13, h: 8 }, { pt: 7.5, fit: 'wrap', valign: 'top' })
  value('institution', '机构', [facts.institution, facts.institutionPhone && `电话 ${facts.institutionPhone}`].filter(Boolean).join('  '), { ...whole, y: PAGE.h - PAGE.margin - 4.5, h: 4.5 }, { pt: 8 })
  return [{ layout: Layout.parse({ form: 'pelvic-comparison', title: '盆底康复前后对比', version: 1, page: { w: PAGE.w, h: PAGE.h }, stock: 'plain', boxes }), values, charts }]
}

const SHEET = { w: 210, h: 297, margin: 12, pt: 16, titlePt: 22 }
const WEEKS = ['第1周', '第2周', '第3周', '第4周']
const DAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
const head = (name: string, label: string, share: number): FormCell => ({ share, name, label, text: label, isHead: true })
const said = (name: string, label: string, content: string): FormRow => ({ cells: [head(`${name}Label`, label, 1), { share: 5, name, label, text: content }] })

/** By what a woman trains: the hospital's levels, and which set of them is hers. */
type Training = { readonly levels: HomeExercise; readonly set: HomeTraining }

/** 居家训练单 in our own words, large enough for whoever reads it at home; its level goes by her weakest strength. */
export function pelvicExercisePages(facts: PelvicPaperFacts, newest: StoredPelvicAssessment | null, orders: string | null, { levels, set }: Training): Page[] {
  const isTense = set === 'hypertonic'
  const level = homeLevel(levels[set], [newest?.oxford === null || newest === null ? null : Number(newest.oxford), newest?.typeOneGrade ?? null, newest?.typeTwoGrade ?? null])
  const strength = newest === null ? '' : [newest.oxford === null ? '' : `改良牛津 ${newest.oxford}级`, newest.typeOneGrade === null ? '' : `Ⅰ类(慢肌,耐力)${newest.typeOneGrade}级`, newest.typeTwoGrade === null ? '' : `Ⅱ类(快肌,爆发)${newest.typeTwoGrade}级`].filter(Boolean).join(',')
  return formGridPages({
    form: 'pelvic-exercise', title: '盆底肌居家训练单', version: 1, page: SHEET, columns: null,
    head: [[{ share: 2.4, name: 'name', label: '姓名', value: facts.name }, { share: 1.4, name: 'fileNumber', label: '档案编号', value: facts.fileNumber }, { share: 1.3, name: 'day', label: '评估日期', value: newest?.day ?? '' }]],
    rows: [
      said('strength', '目前肌力', strength || '还没有测肌力'),
      said('level', '训练', [HOME_TRAINING.label(set), level ? `第 ${level.level} 级` : '第      级'].join(',')),
      said('find', '找对肌肉', '像忍住放屁、忍住小便那样,把肛门和阴道轻轻收紧并向上提。肚子、大腿和屁股不用力,照常呼吸,不憋气。不要在小便中途练。'),
      said('posture', '姿势', level ? level.posture : '由治疗师填写:'),
      said('slow', '慢收缩', level ? `收紧保持 ${level.holdSeconds} 秒,放松 ${level.restSeconds} 秒,做 ${level.times} 次。放松要放松到底。` : '收紧保持      秒,放松      秒,做      次'),
      said('quick', '快收缩', level?.quickTimes === 0 ? '不做。' : level ? `快速收紧、马上放松,连做 ${level.quickTimes} 次。` : '快速收紧、马上放松,连做      次'),
      said('daily', '每天', level ? `${level.quickTimes === 0 ? '上面做完' : '上面两项合起来'}为一组,每天 ${level.roundsADay} 组,分开做。` : '每天      组'),
      said('life', '平时', isTense ? '发觉盆底绷紧了,慢慢呼气,让它放松。不久憋尿,大便不用力屏气。' : '咳嗽、打喷嚏、抱孩子、提东西之前,先收紧再用力。不久憋尿,大便不用力屏气。'),
      said('stop', '停下来问', '练的时候疼、出血、发热,或漏尿、下坠比以前重,先停,打电话或来院。'),
      said('orders', '医生另嘱', orders ?? '(由医生或治疗师填写)'),
      { cells: [head('weeks', '打卡(√)', 1), ...DAYS.map((day, index) => head(`day${index}`, day, 5 / DAYS.length))] },
      ...WEEKS.map((week, at): FormRow => ({ cells: [head(`week${at}`, week, 1), ...DAYS.map((day, index): FormCell => ({ share: 5 / DAYS.length, name: `done${at}${index}`, label: day, text: '' }))] })),
    ],
    foot: ['秒数、次数为本院设置的常用做法,由医生或治疗师按评估结果调整。', [facts.institution, facts.institutionPhone && `电话 ${facts.institutionPhone}`].filter(Boolean).join('  ')],
  })
}
