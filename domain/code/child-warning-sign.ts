import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

/**
 * 儿童心理行为发育问题预警征象筛查表: the printed text of the 44 signs. A code is the age of its group in months and the
 * number of the sign: 181 is the first sign at 18 months. A tick on the form means that the sign is present.
 */
export const WARNING_SIGN = defineCodes({
  id: 'warningSign', title: '心理行为发育预警征象', standard: '0~6岁儿童孤独症筛查干预服务规范(试行)(国卫办妇幼发〔2022〕12号) 附件1', source: '儿童保健说明 §6',
  codes: {
    '031': { label: '对很大声音没有反应', ageMonths: 3, number: 1 },
    '032': { label: '逗引时不发音或不会微笑', ageMonths: 3, number: 2 },
    '033': { label: '不注视人脸，不追视移动人或物品', ageMonths: 3, number: 3 },
    '034': { label: '俯卧时不会抬头', ageMonths: 3, number: 4 },
    '061': { label: '发音少，不会笑出声', ageMonths: 6, number: 1 },
    '062': { label: '不会伸手抓物', ageMonths: 6, number: 2 },
    '063': { label: '紧握拳松不开', ageMonths: 6, number: 3 },
    '064': { label: '不能扶坐', ageMonths: 6, number: 4 },
    '081': { label: '听到声音无应答', ageMonths: 8, number: 1 },
    '082': { label: '不会区分生人和熟人', ageMonths: 8, number: 2 },
    '083': { label: '双手间不会传递玩具', ageMonths: 8, number: 3 },
    '084': { label: '不会独坐', ageMonths: 8, number: 4 },
    '121': { label: '呼唤名字无反应', ageMonths: 12, number: 1 },
    '122': { label: '不会模仿“再见”或“欢迎”动作', ageMonths: 12, number: 2 },
    '123': { label: '不会用拇食指对捏小物品', ageMonths: 12, number: 3 },
    '124': { label: '不会扶物站立', ageMonths: 12, number: 4 },
    '181': { label: '不会有意识叫“爸爸”或“妈妈”', ageMonths: 18, number: 1 },
    '182': { label: '不会按要求指人或物', ageMonths: 18, number: 2 },
    '183': { label: '与人无目光交流', ageMonths: 18, number: 3 },
    '184': { label: '不会独走', ageMonths: 18, number: 4 },
    '241': { label: '不会说3个物品的名称', ageMonths: 24, number: 1 },
    '242': { label: '不会按吩咐做简单事情', ageMonths: 24, number: 2 },
    '243': { label: '不会用勺吃饭', ageMonths: 24, number: 3 },
    '244': { label: '不会扶栏上楼梯/台阶', ageMonths: 24, number: 4 },
    '301': { label: '不会说2—3个字的短语', ageMonths: 30, number: 1 },
    '302': { label: '兴趣单一、刻板', ageMonths: 30, number: 2 },
    '303': { label: '不会示意大小便', ageMonths: 30, number: 3 },
    '304': { label: '不会跑', ageMonths: 30, number: 4 },
    '361': { label: '不会说自己的名字', ageMonths: 36, number: 1 },
    '362': { label: '不会玩“拿棍当马骑”等假想游戏', ageMonths: 36, number: 2 },
    '363': { label: '不会模仿画圆', ageMonths: 36, number: 3 },
    '364': { label: '不会双脚跳', ageMonths: 36, number: 4 },
    '481': { label: '不会说带形容词的句子', ageMonths: 48, number: 1 },
    '482': { label: '不能按要求等待或轮流', ageMonths: 48, number: 2 },
    '483': { label: '不会独立穿衣', ageMonths: 48, number: 3 },
    '484': { label: '不会单脚站立', ageMonths: 48, number: 4 },
    '601': { label: '不能简单叙说事情经过', ageMonths: 60, number: 1 },
    '602': { label: '不知道自己的性别', ageMonths: 60, number: 2 },
    '603': { label: '不会用筷子吃饭', ageMonths: 60, number: 3 },
    '604': { label: '不会单脚跳', ageMonths: 60, number: 4 },
    '721': { label: '不会表达自己的感受或想法', ageMonths: 72, number: 1 },
    '722': { label: '不会玩角色扮演的集体游戏', ageMonths: 72, number: 2 },
    '723': { label: '不会画方形', ageMonths: 72, number: 3 },
    '724': { label: '不会奔跑', ageMonths: 72, number: 4 },
  },
})
export type WarningSign = CodeOf<typeof WARNING_SIGN>
