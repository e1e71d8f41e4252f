import { Button } from '@/components/ui/button'
import { type Me, useSignOut } from '@/features/account/api/account'

/** Who is signed in, and the way out. On a machine without accounts there is nobody to sign out. */
export function Whoever({ me }: { me: Me }) {
  const signOut = useSignOut()
  if (me.open_house) return null
  return (
    <div className="flex items-center gap-3 text-sm">
      <span title={me.person.email}>{me.person.name}</span>
      <Button onClick={() => signOut.mutate(undefined)} disabled={signOut.isPending}>
        Sign out
      </Button>
    </div>
  )
}
