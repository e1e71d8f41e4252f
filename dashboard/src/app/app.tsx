import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import type { Router } from '@/app/router'
import { Fault, Loading } from '@/components/ui/states'
import { useMe } from '@/features/account/api/account'
import { AcceptInvitation } from '@/features/account/components/accept-invitation'
import { SignIn } from '@/features/account/components/sign-in'

/** Of a link that invites: /invitation/<token>. */
const invitationIn = (path: string) => /^\/invitation\/([\w-]+)$/.exec(path)?.[1] ?? ''

export function App({ router }: { router: Router }) {
  const [invitation, setInvitation] = useState(invitationIn(location.pathname))
  const accepted = () => {
    history.replaceState(null, '', '/')
    setInvitation('')
  }
  return invitation ? <AcceptInvitation token={invitation} onAccepted={accepted} /> : <Entered router={router} />
}

function Entered({ router }: { router: Router }) {
  const me = useMe()
  if (me.data === null) return <SignIn />
  if (!me.data) return <main className="mx-auto max-w-md p-6">{me.isPending ? <Loading /> : <Fault error={me.error} again={() => void me.refetch()} />}</main>
  return <RouterProvider key={me.data.person.id} router={router} />
}
