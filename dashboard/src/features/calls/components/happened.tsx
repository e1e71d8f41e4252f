import { useTranslation } from 'react-i18next'
import { Badge } from '@/components/ui/card'
import { HAPPENED } from '@/features/calls/api/calls'

const SHADES: Record<string, 'good' | 'warn' | 'plain'> = { 'booking.confirmed': 'good', 'booking.changed': 'good', 'gap.recorded': 'warn', 'staff.told': 'warn', 'message.taken': 'warn' }

/** What came of a call, at a glance; what is only on the way to it is left out. */
export function Happened({ of }: { of: string[] }) {
  const { t } = useTranslation()
  return HAPPENED.filter((one) => of.includes(one)).map((one) => (
    <Badge key={one} shade={SHADES[one]}>
      {t(`transcript.effect.${one.replace('.', '_') as 'handoff'}`)}
    </Badge>
  ))
}
