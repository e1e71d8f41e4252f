export const account = {
  account: {
    signIn: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    lost: 'No account, or the password is lost? Ask whoever manages your business for an invitation.',
    wrong: 'That e-mail address and password do not go together.',
    invited: 'You are invited',
    invitedTo: 'To {{to}}. Your role: {{role}}.',
    everyBusiness: 'every business here',
    name: 'Your name',
    passwordHint: '{{count}} characters or more: several words are good. If you have an account already, its password.',
    accept: 'Accept',
    otherPassword: 'You have an account already, with another password.',
    gone: 'This invitation was used already, or it has expired. Ask for another.',
  },
} as const
