"""Words of callers who are frustrated, in a hurry or unsure, in the three languages.

Weights are the share of turns with such words, alone, that a listener would call so; tuned on the `develop` half of
tests/conversations/affect and on nothing else (docs/affect.md).
"""

from receptionist.language.lexicon import cues

ENGLISH = cues(
    ("frustrated", 0.85, r"(?:ridiculous|useless|stupid|terrible|horrible|awful|(?:un|not )acceptable|waste of (?:my )?time|fed up|sick of|annoy\w*|frustrat\w*|angry|furious|pissed|for the (?:third|second|fourth|last|hundredth|tenth) time|i (?:already|just) (?:told|said)(?: you)?|i'?ve (?:already )?(?:told|said)|how many times|are you (?:deaf|kidding|serious|even listening)|you'?re not listening|you (?:don'?t|do not|are not|aren'?t|never) (?:understand|listen\w*|get|hear\w*)|this is (?:not working|a joke|crazy|insane|nonsense|bs)|what the (?:hell|fuck|heck)|worst|god ?damn\w*|damn|damn it|for god'?s sake|for christ'?s sake|for crying out loud|for the love of \w+|jesus|oh my god|bullshit|shit|fuck\w*|crap|idiot|disappoint\w*|so rude|unbelievable|been waiting|on hold)"),
    ("frustrated", 0.75, r"(?:no ?one|nobody|no one) (?:\w+ ){0,2}(?:answers|picks? up|picked up|helps?|helped|calls?|called|knows|listens?|gets back)(?: \w+){0,2}"),
    ("frustrated", 0.7, r"(?:i told you|you'?re not getting (?:it|this)|you (?:people|guys|lot) (?:\w+ ){0,2}(?:messed|screwed|got|forgot|lost|always|never|keep)|(?:messed|screwed) (?:\w+ ){0,2}up|what is wrong with you|are you listening|listen to me|i give up|same thing (?:again|every time)|(?:stupid|damn|bloody) (?:thing|machine|robot|system))"),
    ("frustrated", 0.65, r"(?:still waiting|(?:called|call|calling|said|told|asked|tried|explained|repeated) (?:\S+ ){0,5}(?:times|twice)|keeps? (?:hanging|asking|saying|getting)|that'?s what (?:you|they) (?:\w+ )?(?:said|told)|(?:does not|doesn'?t|is not|isn'?t|do not|don'?t) (?:even )?work(?:ing)?|not a (?:machine|robot|computer|bot)|wrong again|got it wrong)"),
    ("frustrated", 0.55, r"(?:(?:want|need|get me|give me|speak (?:to|with)|talk (?:to|with)|see) (?:a|the|your) (?:manager|supervisor)|(?:speak|talk|connect|transfer|put|get|give|want|need)(?: \S+){0,5} (?:(?:actual|real|live) (?:person|human)|human being)|complain\w*|complaint|come on)"),
    ("frustrated", 0.65, r"(?:(?:my|our|the) money back|refund(?:ed)?|(?:hate|hated) (?:my|the|this|how)|ruined|botched)"),
    ("frustrated", -0.9, r"(?:that|it|(?:\w+day|morning|afternoon|evening|time)s?) (?:won'?t|does not|doesn'?t|do not|don'?t|is not|isn'?t) (?:really |quite |going to )?work(?:ing)?(?: (?:out )?(?:for (?:me|us)|with my \w+|then|unfortunately|though))*$"),
    ("frustrated", 0.55, r"^finally(?: .*)?$"),
    ("frustrated", 0.5, r"(?:no no no|hell|that'?s not what i (?:said|asked|meant|want)|again\?|forget it|not again|still not|i (?:don'?t|do not) (?:want to )?talk to a (?:machine|robot)|just (?:give|get|put|connect) me)"),
    ("frustrated", 0.5, r"^(?:no |but )?i said(?: .*)?$"),
    ("urgent", 0.85, r"(?:urgent|urgently|asap|as soon as possible|right away|immediately|emergency|right this (?:minute|second)|this (?:very )?(?:minute|second|instant)|in a hurry|in a rush|straight away|quickly|hurry(?: up)?|as quickly as|soonest|earliest possible|last minute|today if .*|can'?t wait|running late|(?:running )?out of time|can'?t be late|desperate\w*)"),
    ("urgent", 0.6, r"(?:in (?:a lot of|so much|terrible|severe) pain|bad pain|in pain|high fever|swollen|swelling|bleeding|broke (?:a|my|his|her)(?: \w+)? (?:tooth|arm|leg|finger|foot|crown)|can'?t (?:walk|move|sleep|breathe)|(?:squeeze|fit) (?:me|us|him|her|\w+ of us) in|(?:i|we|he|she|they) (?:really )?needs? (?:\w+ ){1,6}(?:today|tonight|at once)|right now)"),
    ("urgent", 0.5, r"(?:quick(?! question)|first (?:available|opening|appointment)|next available|hurts|(?:wedding|interview|flight|exam) (?:is )?in)"),
    ("urgent", 0.35, r"(?:now|soon|earliest|in (?:an|one|two|three|half an) hours?)"),
    ("urgent", -0.9, r"(?:no|not in a|isn'?t any|not in any|don'?t) (?:rush|hurry)|(?:not|nothing|isn'?t|no) urgent|for now|from now(?: on)?"),
    ("hesitant", 0.8, r"(?:i'?m not (?:really |quite |so |too |very |entirely )?sure|not (?:really |quite |so |too |very |entirely )?sure|i (?:don'?t|do not) (?:really )?know(?! how| why)|i'?m unsure|let me (?:think|check|see(?! \w)|ask my)|i(?:'d| would)? (?:need|have) to (?:think|check(?! in| out)|ask|talk (?:to|with) my)|can'?t decide|haven'?t decided|no idea|depends|it depends|i'?ll have to (?:think|check|ask)|give me a (?:second|minute|moment|sec)|(?:i'?m|i am|i was|was) (?:just )?thinking)"),
    ("hesitant", 0.7, r"^(?:\w+ )?(?:hang on|hold on|(?:just )?(?:a|one) (?:second|moment|sec|minute))(?: .*)?$"),
    ("hesitant", 0.45, r"(?:maybe|perhaps|possibly|i think|i guess|i suppose|probably|might|or so|something like|kind of|sort of|what do you think|should i)"),
    ("hesitant", 0.4, r"(?:um+|uh+|er+|erm+|h+m+|mm+|well (?:um|uh|hmm))"),
    ("hesitant", 0.35, r"(?:um+|uh+|er+|erm+|h+m+|mm+) .*(?:um+|uh+|er+|erm+|h+m+|mm+|well)"),
)  # fmt: skip

SPANISH = cues(
    ("frustrated", 0.85, r"(?:ridiculo|inutil|estupid\w*|terrible|horrible|pesim[oa]|fatal|inaceptable|perdida de tiempo|perdiendo (?:el|mi) tiempo|hart[oa]|molest[oa]|enojad[oa]|enfadad[oa]|furios[oa]|por (?:tercera|segunda|cuarta|ultima|enesima) vez|ya (?:le|te|se lo) (?:dije|he dicho)|cuantas veces|no me (?:escucha|entiende|hace caso)(?: nada)?|esto no (?:funciona|sirve)|no sirve(?: para nada)?|(?:esto|ya) es el colmo|^(?:\S+ )*es el colmo$|que (?:asco|desastre|barbaridad|desesperacion|mal servicio)|mierda|carajo|joder|puta|demonios|dios mio|no puede ser|queja|quejarme|groser[oa]|increible)"),
    ("frustrated", 0.75, r"nadie (?:me |nos )?(?:\w+ )?(?:contesta|responde|atiende|devuelve|ayuda|hace caso|llama|llamo|coge|sabe)"),
    ("frustrated", 0.65, r"(?:llev[oa]\w* (?:\w+ ){0,3}(?:esperando|llamando|tratando|intentando)|(?:es|son) un (?:desastre|asco|abuso)|sigo esperando|(?:llam\w+|dicho|dije|repet\w+|pedido) (?:\S+ ){0,4}veces|se (?:han )?equivocar?on|se equivoc\w+|otra vez (?:se|lo mismo|igual|mal)|siempre (?:\w+ )?(?:dicen|lo mismo|igual)|me desespera|le (?:dije|estoy diciendo)|no le dije|con (?:una maquina|un robot|una grabadora)|que no que no)"),
    ("frustrated", 0.55, r"(?:(?:hablar|paseme|pongame|comuniqueme)(?: \w+)? con (?:el|la|un|una|su) (?:encargad[oa]|gerente|supervisor\w*|jef[ea]|responsable|duen[oa])|(?:hablar|paseme|pongame|quiero|necesito)(?: \S+){0,4} (?:persona de verdad|persona real|humano))"),
    ("frustrated", 0.65, r"(?:(?:devuelv\w+|regres\w+|devolucion de|de vuelta)(?: \w+){0,2} (?:dinero|plata)|(?:dinero|plata) de vuelta|reembolso|odio (?:mi|el|la|como))"),
    ("frustrated", 0.5, r"(?:no no no|eso no es lo que|olvidelo|no quiero hablar con una maquina|ya basta|por dios)"),
    ("urgent", 0.85, r"(?:urgente|urgentemente|urgencia|emergencia|cuanto antes|lo antes posible|inmediatamente|de inmediato|ahora mismo|ya mismo|hoy mismo|tengo (?:mucha )?prisa|rapido|rapidamente|lo mas pronto posible|enseguida|ultimo minuto|desesperad[oa]|no aguanto|no (?:puedo|podemos) (?:esperar|llegar tarde)|ahorita)"),
    ("urgent", 0.6, r"(?:mucha fiebre|fiebre (?:muy )?alta|(?:me|le|nos) duele (?:mucho|muchisimo|demasiado|horrores)|mucho dolor|no (?:puedo|puede) (?:caminar|dormir|respirar|moverme|comer)|sangr\w+|se (?:me|le) (?:hincho|rompio|inflamo)(?: .*)?|lo primero que (?:tenga|haya|tengan)|necesit\w+ (?:\S+ ){1,6}(?:ya|hoy))"),
    ("urgent", 0.5, r"(?:dolor|duele|primera hora disponible|(?:tengo|mi) (?:\S+ )?(?:boda|entrevista|vuelo|examen) (?:es )?(?:en|dentro)|puede\w* (?:\S+ ){1,4}ya)"),
    ("urgent", 0.35, r"(?:pronto|ahora|en (?:una|dos|tres|media) horas?)"),
    ("urgent", -0.9, r"(?:sin|no hay|no tengo|no tenemos|no corre|no me corre|ninguna) prisa|no es (?:muy |nada )?urgente|por ahora"),
    ("hesitant", 0.8, r"(?:no estoy (?:muy |tan |del todo )?segur[oa]|no se|no lo se|no sabria|dejeme (?:pensar\w*|ver|consultar|revisar)|ten(?:go|dria) que (?:pensar\w*|consultar\w*|preguntar\w*|hablar\w*|ver\w*)|no me decido|no he decidido|depende|a ver)"),
    ("hesitant", 0.7, r"^(?:\S+ )?(?:un (?:momento|segundo|minuto|momentito)|espere|esperate)(?: .*)?$"),
    ("hesitant", -0.9, r"no se (?:preocupe|moleste|puede|pueden|oye|escucha|entiende)"),
    ("hesitant", 0.45, r"(?:quizas|quiza|tal vez|a lo mejor|creo que|supongo|probablemente|puede ser|mas o menos|estaba pensando|usted que (?:me )?(?:recomienda|aconseja|dice)|no se si)"),
    ("hesitant", 0.4, r"(?:eh+|m+h*m+|este pues|pues este|pues no|pues tal|hola este|em+)"),
)  # fmt: skip

PUNJABI = cues(
    ("frustrated", 0.85, r"(?:ਬੇਕਾਰ|ਗੁੱਸਾ|ਪਰੇਸ਼ਾਨ|ਕਿੰਨੀ ਵਾਰ|ਬਕਵਾਸ|ਤੰਗ ਆ\S*|ਹੱਦ ਹੋ ਗਈ|ਘਟੀਆ|ਸਮਾਂ ਬਰਬਾਦ|ਸ਼ਿਕਾਇਤ|bekaar|bekar|gussa|pareshan|kinni vaar|bakwas|tang aa\w*|hadd ho gayi|ghatiya|shikayat)"),
    ("frustrated", 0.7, r"(?:(?:ਮੈਂ )?(?:ਕਿਹਾ|ਦੱਸਿਆ) (?:ਤਾਂ )?ਸੀ|ਦੱਸ ਚੁੱਕ\S*|ਕਹਿ ਚੁੱਕ\S*|(?:ਕੁਝ )?ਸਮਝ ਹੀ ਨਹੀਂ|ਸੁਣਦੇ (?:ਹੀ |ਕਿਉਂ )?ਨਹੀਂ|ਮਸ਼ੀਨ ਨਾਲ (?:\S+ ){0,2}(?:ਨਹੀਂ|ਨੀ)|(?:keha|kiha|dasseya|dasya) (?:ta |tan )?si|dass chukk\w*|samajh hi nahi\w*|sunde (?:hi |kyon )?nahi\w*|machine naal (?:\S+ ){0,2}nahi\w*)"),
    ("frustrated", 0.65, r"(?:(?:ਗਲਤ|ਗ਼ਲਤ|ਖਰਾਬ|ਖ਼ਰਾਬ) ਕਰ ਦਿੱਤ\S*|ਫਿਰ (?:\S+ ){0,2}(?:ਗਲਤ|ਗ਼ਲਤ)|(?:ਤਿੰਨ|ਚਾਰ|ਪੰਜ|ਕਈ|ਸੌ) ਵਾਰ (?:\S+ ){0,2}(?:ਫ਼ੋਨ|ਫੋਨ|ਕਾਲ|ਦੱਸ\S*|ਕਿਹਾ|ਕਹਿ)|ਹਰ ਵਾਰ (?:ਇਹੀ|ਇਹੋ)|ਕੋਈ (?:\S+ ){0,3}ਨਹੀਂ (?:ਚੁੱਕ|ਸੁਣ|ਕਰਦ|ਦਿੰਦ)\S*|ਉਡੀਕ ਰ\S*|galat kar\w* (?:\S+ )?ditt\w*|(?:tinn|tin|char|panj|kayi|sau) va?ar (?:\S+ ){0,2}(?:phone|call|dass\w*|keha|kiha)|har va?ar (?:ehi|eho)|koi (?:\S+ ){0,3}nahi\w* (?:chukk?|sun|kar|dind)\w*|udee?k r\w*)"),
    ("frustrated", 0.65, r"(?:ਪੈਸੇ (?:\S+ )?(?:ਵਾਪਸ|ਮੋੜ)\S*|pais[ea] (?:\w+ )?(?:va?pas|wa?pas|mo[dr])\w*)"),
    ("frustrated", 0.55, r"(?:ਮੈਨੇਜਰ|ਮਾਲਕ|manager|malik|malak) (?:ਨਾਲ|naal|nal)(?: .*)?|(?:ਬੱਸ ਕਰੋ|bas karo)"),
    ("urgent", 0.8, r"(?:ਜਲਦੀ|ਛੇਤੀ|ਤੁਰੰਤ|ਹੁਣੇ|ਐਮਰਜੈਂਸੀ|ਫੌਰਨ|ਫ਼ੌਰਨ|ਅੱਜ ਹੀ|ਇਸੇ ਵੇਲੇ|jaldi|chh?eti|turant|hune|emergency|fauran|phauran|ajj hi|ise vele)"),
    ("urgent", 0.55, r"(?:ਬਹੁਤ ਦਰਦ|ਤੇਜ਼ ਬੁਖ਼ਾਰ|ਤੇਜ਼ ਬੁਖਾਰ|ਸੁੱਜ\S*|ਤੁਰਿਆ ਨਹੀਂ|ਦੇਰ ਨਹੀਂ|ਸਭ ਤੋਂ ਪਹਿਲਾਂ|(?:ਇੱਕ|ਦੋ|ਅੱਧੇ) ਘੰਟੇ (?:ਵਿੱਚ|ਵਿਚ)|bahut dard|tez bukhar|sujj?\w*|turia nahi\w*|der nahi\w*|sab ton pehlan|(?:ik|ikk|do|addhe) ghante vich)"),
    ("urgent", -0.9, r"(?:ਕੋਈ )?(?:ਕਾਹਲੀ|ਜਲਦੀ|ਛੇਤੀ) ਨਹੀਂ|(?:koi )?(?:kahli|jaldi|chh?eti) nahi\w*"),
    ("hesitant", 0.75, r"(?:ਸ਼ਾਇਦ|ਪਤਾ ਨਹੀਂ|ਪੱਕਾ ਨਹੀਂ|ਸੋਚ\S*|(?:ਘਰ|ਘਰੇ|ਉਹਨਾਂ ਨੂੰ) ਪੁੱਛ\S*|ਪੁੱਛਣਾ ਪ\S*|ਸਮਝ ਨਹੀਂ ਆ\S+ (?:ਕਿ|ਕਿਹੜ\S*|ਕੀ ਕਰ\S*)(?: .*)?|ਇੱਕ ਮਿੰਟ|shayad|pata nahi\w*|pakka nahi\w*|soch\w*|puchh?n?\w* pa\w*|samajh nahi aa?un?di|ik minute?)"),
    ("hesitant", 0.5, r"(?:ਤੁਸੀਂ ਕੀ (?:ਕਹਿੰਦੇ|ਸੋਚਦੇ)|ਤੁਹਾਡੀ ਸਲਾਹ|tusi ki kehnde|tuhadi salah)(?: .*)?"),
    ("hesitant", 0.4, r"(?:ਉਹ ਮੈਂ|ਅੱਛਾ ਉਹ|ਮਤਲਬ|oh main|achha oh|matlab)"),
)  # fmt: skip
