import type { CodeOf } from '../../code/code-table.ts'
import { EYE_GUIDANCE } from '../../code/eye-check.ts'
import { codesIn, type CodeList } from '../../field/code-list.ts'

export type AdviceLine = { readonly heading: string; readonly text: string }
type Band = { readonly belowMonths: number; readonly lines: readonly AdviceLine[] }

const WARNING: AdviceLine = { heading: '请及时就诊', text: '瞳孔发白或发灰、黑眼珠发雾或明显偏大、怕光、一直流泪、眼红分泌物多、双眼不在一条线上、总是歪头眯眼或凑近看、眼睛受伤、进了异物或药水:不要等到下次检查。' }
/** What a family is told at home, in our own words; numbers from the eye care note §8.3 [S-E4]. Screens before two years: [K]. */
const BANDS: readonly Band[] = [
  { belowMonths: 12, lines: [
    { heading: '看和玩', text: '清醒时多和孩子面对面说话、逗笑,用颜色鲜明的玩具在眼前二三十厘米处慢慢移动,让孩子追着看。' },
    { heading: '光线', text: '白天房间明亮,夜里睡觉关灯。户外避免阳光直射眼睛,不用闪光灯近距离对着孩子拍照。' },
    { heading: '清洁', text: '毛巾和脸盆孩子专用。有分泌物时用干净湿棉签从内眼角向外擦,不自行滴眼药水。' },
    { heading: '屏幕', text: '不让孩子看手机、电视。' },
  ] },
  { belowMonths: 36, lines: [
    { heading: '户外', text: '天气好时每天带孩子到户外玩两小时以上,可以分几次。' },
    { heading: '屏幕', text: '两岁前不看屏幕;两岁以后尽量少看,每次不超过20分钟,一天加起来不超过1小时。' },
    { heading: '安全', text: '剪刀、筷子、尖头玩具、清洁剂和石灰放在孩子拿不到的地方,不拿着尖东西跑。' },
    { heading: '观察', text: '留意孩子看东西是否凑得很近、歪头、眯眼、常揉眼或容易撞到东西,下次检查时告诉医生。' },
  ] },
  { belowMonths: Number.POSITIVE_INFINITY, lines: [
    { heading: '户外', text: '每天在户外活动两小时以上,课间和放学后多看远处,不能用室内运动代替。' },
    { heading: '看书画画', text: '光线充足,坐姿端正,眼睛离书一尺,一次不超过30分钟,然后看远处或到户外休息。不躺着看、不在晃动的车上看。' },
    { heading: '屏幕', text: '每次不超过20分钟,一天加起来不超过1小时;看电视时离屏幕的距离是屏面对角线的5至7倍。' },
    { heading: '饮食睡眠', text: '食物多样,少吃甜食和油炸食品,每天睡足10小时,睡觉关灯。' },
    { heading: '戴镜', text: '配了眼镜的按医生要求戴,每半年或按医生约定的时间复查;眼镜变形、有划痕及时更换。' },
  ] },
]

/** The lines of the advice sheet for an age in months, what needs a doctor at once last. */
export const eyeAdviceLines = (months: number): readonly AdviceLine[] => [...BANDS.find(band => months < band.belowMonths)!.lines, WARNING]

/** What the doctor ticked, as the list prints it. */
export const guidanceText = (list: CodeList<CodeOf<typeof EYE_GUIDANCE>> | null): string => codesIn(list).map(code => EYE_GUIDANCE.label(code)).join('、')
