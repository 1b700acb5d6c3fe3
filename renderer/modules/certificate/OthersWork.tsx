import { Alert } from 'antd'
import type { ReactNode } from 'react'
import type { Permission } from '../../../domain/access/permission.ts'
import { SwitchUserButton } from './SwitchUser.tsx'

/** Says that this step is somebody else's, and hands the window over. */
export function OthersWork({ permission, text }: { permission: Permission; text: ReactNode }) {
  return <Alert className="others-work" type="info" showIcon title={text} action={<SwitchUserButton permission={permission} />} />
}
