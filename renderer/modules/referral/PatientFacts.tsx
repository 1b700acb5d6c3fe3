import { Button } from 'antd'
import { Link } from 'react-router'
import { SEX } from '../../../domain/code/sex.ts'
import { maskIdNumber, maskPhone } from '../../../domain/rule/mask.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Fact, Loaded, personName, RegionOutput } from '../../kit/index.ts'
import { ExpectingLine } from './ExpectingLine.tsx'

/** The person on the slip, as the paper will show her, numbers masked; over it how far she is in her pregnancy. */
export function PatientFacts({ personId, onChange }: { personId: string; onChange?(): void }) {
  const person = useCall('person.get', { id: personId }, { staleTimeMs: 60_000 })
  const kin = useCall('person.kin', { id: personId }, { enabled: person.data !== undefined && person.data.name === null, staleTimeMs: 60_000 })
  return (
    <Loaded of={person}>
      {row => {
        const mother = kin.data?.find(one => one.relation === 'mother')?.person.name ?? null
        const [region, address] = row.homeRegion || row.homeAddress ? [row.homeRegion, row.homeAddress] : [row.householdRegion, row.householdAddress]
        return (
          <>
            <ExpectingLine personId={row.id} />
            <dl className="record-facts">
              <Fact label={t('person.name.label', '姓名')}>
                <Link to={`/people/${row.id}`} className="person-name">{personName({ name: row.name, motherName: mother })}</Link>
                {onChange ? <Button type="link" size="small" onClick={onChange}>{t('person.change', '更换')}</Button> : null}
              </Fact>
              <Fact label={t('referral.sexAndAge', '性别、年龄')}>{[codeText(SEX, row.sex), ageText(row.birthDay), row.birthDay].filter(Boolean).join(' ')}</Fact>
              <Fact label={t('person.idNumber.label', '证件号码')}>{row.idNumber ? maskIdNumber(row.idNumber) : '—'}</Fact>
              <Fact label={t('person.phone.label', '联系电话')}>{row.phone ? maskPhone(row.phone) : '—'}</Fact>
              <Fact label={t('referral.address', '家庭住址')} wide>{region || address ? <>{region ? <RegionOutput code={region} /> : null}{address}</> : '—'}</Fact>
            </dl>
          </>
        )
      }}
    </Loaded>
  )
}
