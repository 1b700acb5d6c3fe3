import { Descriptions, Tag } from 'antd'
import { Link } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { DELIVERY_MODE, NEWBORN_HEALTH } from '../../../domain/code/delivery.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { ageText, gestationText, minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Panel, RegionOutput } from '../../kit/index.ts'
import { childName } from './names.ts'

type DeliveryFile = Output<'delivery.file'>

/** The facts of birth beside the work: child, mother, delivery, and the brothers and sisters born with it. */
export function FactsPanel({ file, newbornId }: { file: DeliveryFile; newbornId: string }) {
  const { delivery, mother, newborns } = file
  const here = newborns.find(entry => entry.newborn.id === newbornId)
  if (!here) return null
  const child = here.newborn
  const siblings = newborns.filter(entry => entry.newborn.id !== newbornId)
  const dash = <span className="no-value">—</span>
  return (
    <Panel title={t('facts.title', '出生事实')}>
      <Descriptions
        className="facts" size="small" column={1} colon={false}
        items={[
          { key: 'sex', label: t('facts.sex', '性别'), children: <b>{codeText(SEX, child.sex)}</b> },
          { key: 'bornAt', label: t('facts.bornAt', '出生时间'), children: <b>{minuteText(child.bornAt)}</b> },
          { key: 'gestation', label: t('facts.gestation', '孕周'), children: gestationText(delivery.gestationDays) },
          { key: 'weight', label: t('facts.weight', '体重'), children: t('facts.grams', '{{count}} 克', { count: child.weightG }) },
          { key: 'length', label: t('facts.length', '身长'), children: child.lengthCm === null ? dash : t('facts.centimetres', '{{count}} 厘米', { count: child.lengthCm }) },
          { key: 'health', label: t('facts.health', '健康状况'), children: codeText(NEWBORN_HEALTH, child.health) || dash },
          ...(delivery.fetusCount > 1 ? [{ key: 'order', label: t('facts.order', '胎次'), children: t('facts.orderOf', '{{count}} 胎中第 {{order}} 个', { count: delivery.fetusCount, order: child.birthOrder }) }] : []),
          { key: 'mother', label: t('facts.mother', '母亲'), children: <Link to={`/people/${mother.id}`} className="wrap-any">{mother.name}</Link> },
          { key: 'motherAge', label: t('facts.motherAge', '母亲出生'), children: mother.birthDay ? `${mother.birthDay} ${ageText(mother.birthDay)}` : dash },
          { key: 'admission', label: t('facts.admission', '住院号'), children: <span className="wrap-any">{delivery.admissionNumber ?? dash}</span> },
          { key: 'mode', label: t('facts.mode', '分娩方式'), children: codeText(DELIVERY_MODE, delivery.mode) },
          { key: 'place', label: t('facts.place', '出生地点'), children: <span className="wrap-any"><RegionOutput code={delivery.placeRegion} /> {delivery.placeName}</span> },
          { key: 'attendant', label: t('facts.attendant', '接生人员'), children: delivery.attendantName ?? dash },
        ]}
      />
      <Link to={`/deliveries/${delivery.id}`}>{t('facts.open', '打开分娩记录')}</Link>
      {siblings.length > 0 ? (
        <div className="siblings">
          <h3>{t('facts.siblings', '同胎')}</h3>
          {siblings.map(({ newborn, personName, certificateNumber }) => (
            <div key={newborn.id}>
              {newborn.outcome === '1'
                ? <Link to={`/certificate/${newborn.id}`} className="wrap-any">{t('facts.siblingOrder', '第 {{order}} 个', { order: newborn.birthOrder })} {childName({ babyName: personName, babySex: newborn.sex, motherName: mother.name })}</Link>
                : <span>{t('facts.siblingStill', '第 {{order}} 个 死胎/死产', { order: newborn.birthOrder })}</span>}
              {' '}{minuteText(newborn.bornAt).slice(11)} {certificateNumber ? <Tag className="number">{certificateNumber}</Tag> : null}
            </div>
          ))}
        </div>
      ) : null}
    </Panel>
  )
}
