import { defineNumberRules, type NumberRule, type NumberRuleValues } from '../number-rules.ts'

type Unit = 'cm' | 'cm2' | 'g' | 'mm' | 'uV' | 'second' | 'hundredth' | 'percent' | 'Hz' | 'µs' | 'hour' | 'day' | 'minute' | 'month' | 'session' | 'scheme' | 'yesNo'
const NOTE = '盆底专科说明'
const rule = (title: string, value: number, unit: Unit, section: string, mark: 'S' | 'K', limits: readonly [number, number], step?: number): NumberRule<Unit> =>
  ({ title, value, unit, source: `${NOTE} ${section}`, mark, limits, ...(step === undefined ? {} : { step }) })

/**
 * Every number of the pelvic-floor clinic that a hospital may set, with unit and source (note; the number behind § is its
 * section). References of muscle activity differ by device: a result keeps those it was held against.
 */
export const PELVIC_RULE = {
  stage0NeedsBoth: rule('POP-Q 0度要求C点和D点都达到(1 都要,0 任一)', 0, 'yesNo', '§4.2 [S-L1](原定义为任一,未核对)', 'K', [0, 1]),
  askBelowVaginaCm: rule('阴道全长不大于此值时请核对', 3, 'cm', '§4.2 [R]', 'K', [1, 6], 0.5),
  emgRestMaxUv: rule('静息阶段参考上限', 4, 'uV', '§6 [S-L3]', 'S', [1, 20], 0.1),
  emgFastMinUv: rule('快速收缩参考下限', 35, 'uV', '§6 [S-L3]', 'S', [5, 100], 0.1),
  emgTonicMinUv: rule('紧张收缩参考下限', 30, 'uV', '§6 [S-L3]', 'S', [5, 100], 0.1),
  emgEnduranceMinUv: rule('耐力收缩参考下限', 25, 'uV', '§6(设备常用值)', 'K', [5, 100], 0.1),
  emgVariabilityMaxHundredths: rule('变异性参考上限(×100)', 20, 'hundredth', '§6(设备常用值)', 'K', [5, 100]),
  emgRiseMaxSeconds: rule('起始、恢复时间参考上限', 0.5, 'second', '§6(设备常用值)', 'K', [0.1, 3], 0.1),
  // The note asks for it without a number ("ratio or variability high"), a ratio far below 1 is a contraction that gives way.
  emgRatioMinHundredths: rule('耐力后前10秒比参考下限(×100)', 80, 'hundredth', '§6 [R](说明没有数值,界值由本程序定,请按设备说明书改)', 'K', [10, 100]),
  emgRatioMaxHundredths: rule('耐力后前10秒比参考上限(×100)', 120, 'hundredth', '§6 [R](说明没有数值,界值由本程序定,请按设备说明书改)', 'K', [100, 300]),
  fatigueMinPercent: rule('疲劳度参考下限(0为正常,负值为异常)', 0, 'percent', '§5.2', 'K', [-100, 0]),
  padScheme: rule('尿垫试验分级方案(1 三级,2 2017年指南四级)', 1, 'scheme', '§8.1 [S-L10](两方案不一,2017年指南未核对)', 'K', [1, 2]),
  padMildG: rule('尿垫试验阳性(轻度)起点', 1, 'g', '§8.1 [S-L10]', 'S', [0.1, 5], 0.1),
  padModerateG: rule('尿垫试验中度起点', 10, 'g', '§8.1 [S-L10]', 'S', [2, 40], 0.1),
  padSevereG: rule('尿垫试验重度起点', 50, 'g', '§8.1 [S-L10]', 'S', [10, 200], 0.1),
  diastasisMildMm: rule('腹直肌分离上限(无分离)', 20, 'mm', '§8.2 [S-L11]', 'S', [10, 40]),
  diastasisModerateMm: rule('腹直肌分离轻度上限', 30, 'mm', '§8.2 [S-L11]', 'S', [15, 60]),
  diastasisSevereMm: rule('腹直肌分离中度上限', 50, 'mm', '§8.2 [S-L11]', 'S', [20, 100]),
  bladderNeckDescentCm: rule('膀胱颈移动度上限', 2.5, 'cm', '§8.3', 'K', [1, 5], 0.1),
  hiatusAreaCm2: rule('盆膈裂孔面积上限', 25, 'cm2', '§8.3 [S-L14]', 'S', [10, 40]),
  hoursBetweenSessions: rule('两次治疗最短间隔', 24, 'hour', '§10.3 [R]', 'K', [0, 96]),
  midCourseFirstSession: rule('疗程中评估最早在第几次后', 5, 'session', '§10.5', 'K', [2, 15]),
  midCourseLastSession: rule('疗程中评估最迟在第几次后', 8, 'session', '§10.5', 'K', [2, 20]),
  courseSessions: rule('一个疗程的次数', 10, 'session', '§10.1 [S-L12](10–15次)', 'S', [4, 30]),
  stimulationLeastHz: rule('电刺激常用频率下限', 5, 'Hz', '§10.1', 'K', [1, 100]),
  stimulationMostHz: rule('电刺激常用频率上限', 80, 'Hz', '§10.1', 'K', [1, 200]),
  stimulationLeastUs: rule('电刺激常用脉宽下限', 20, 'µs', '§10.1', 'K', [10, 1000]),
  stimulationMostUs: rule('电刺激常用脉宽上限', 740, 'µs', '§10.1', 'K', [10, 2000]),
  magneticLeastHz: rule('磁刺激常用频率下限', 5, 'Hz', '§10.1', 'K', [1, 100]),
  magneticMostHz: rule('磁刺激常用频率上限', 50, 'Hz', '§10.1', 'K', [1, 200]),
  missedAfterDays: rule('爽约后几天内电话联系', 3, 'day', '本程序', 'K', [1, 30]),
  inviteWithinDays: rule('42天检查后多少天内列入邀请名单', 180, 'day', '§2(42天开始治疗最好 [S-L12];期限由本程序定)', 'K', [30, 730]),
  inviteBirthG: rule('重点邀请:新生儿出生体重不低于', 4000, 'g', '§3(一般知识)', 'K', [3000, 6000]),
  inviteSecondStageMinutes: rule('重点邀请:第二产程超过', 120, 'minute', '§3(一般知识)', 'K', [30, 360]),
  iciqLicensed: rule('ICIQ-UI SF 已获授权(1 是,0 否;未授权时不出现在菜单中)', 0, 'yesNo', '§7.1 [S-L7]', 'S', [0, 1]),
  followUpFirstMonths: rule('疗程结束后第一次随访', 3, 'month', '§10.5', 'K', [1, 12]),
  followUpSecondMonths: rule('疗程结束后第二次随访', 6, 'month', '§10.5', 'K', [2, 18]),
  followUpThirdMonths: rule('疗程结束后第三次随访', 12, 'month', '§10.5', 'K', [3, 36]),
} as const satisfies Readonly<Record<string, NumberRule>>

export type PelvicRuleId = keyof typeof PELVIC_RULE
export type PelvicRules = NumberRuleValues<PelvicRuleId>
export const PELVIC_RULES = defineNumberRules(1, PELVIC_RULE as Readonly<Record<PelvicRuleId, NumberRule>>, [
  ['emgRatioMinHundredths', 'emgRatioMaxHundredths'], ['padMildG', 'padModerateG', 'padSevereG'], ['diastasisMildMm', 'diastasisModerateMm', 'diastasisSevereMm'], ['midCourseFirstSession', 'midCourseLastSession'], ['stimulationLeastHz', 'stimulationMostHz'], ['stimulationLeastUs', 'stimulationMostUs'], ['magneticLeastHz', 'magneticMostHz'],
  ['followUpFirstMonths', 'followUpSecondMonths', 'followUpThirdMonths'],
])
/** What a new hospital starts with, and what the rules of tests are. */
export const PELVIC_RULES_DEFAULT: PelvicRules = PELVIC_RULES.initial
