"""Spanish: what speaks for an intent, a topic, a mood. Weights as in en_cues.py; text is folded, without accents."""

from receptionist.language.lexicon import cues

_THING = r"(?:reserva|reservacion|cita|mesa|visita|turno|hora|reservas|citas|reservaciones)"
_POLITE = r"(?:entonces |si |hola |buenas |buenos dias |buenas tardes |buenas noches |por favor |mire |oiga |eh |pues |bueno |disculpe |ah |y |no |gracias )*"

INTENTS = cues(
    ("book", 0.9, r"(?:reservar|agendar|apartar|reservarme|reservarnos|agendarme)(?: .*)?"),
    (
        "book",
        0.85,
        r"(?:(?:reserv|agend|apart|separ|anot)(?:a|e|en)(?:me|nos)|(?:me|nos) (?:reserva|agenda|aparta|separa|anota|consigue|regala)s?)(?! (?:la|el|mi|su) )(?: .*)?",
    ),
    (
        "book",
        0.85,
        r"(?:tenes|teneis|tendras|tendreis|tendria|tendrias|habran|les quedan?|os queda|te queda) (?:alguna |algun |una |un |algo |todavia )*(?:mesa|mesas|sitio|lugar|hueco|disponibilidad|citas?|turnos?|disponible|libre|espacio|cupo)(?: .*)?",
    ),
    (
        "book",
        0.88,
        r"(?:hacer|hacerle|quiero|queria|quisiera|quisieramos|queremos|queriamos|necesito|necesitamos|me gustaria|nos gustaria|pedir|sacar|tomar|ponerme|darme|me da|me pone|deme|busco|buscamos|querria)(?: \w+){0,2} (?:una |un |otra |la )?(?:reserva|reservacion|cita|mesa|turno|visita|hora|corte|tinte|vacuna|chequeo|lugar|sitio)(?: .*)?",
    ),
    ("book", 0.85, r"(?:mesa|cita|reserva|reservacion|sitio|lugar|hueco) (?:para|de|el|a las|manana|hoy)(?: .*)?"),
    (
        "book",
        0.85,
        r"(?:tienen|tienes|tendrian|hay|habria|tendra|les queda|queda|quedan|habra) (?:alguna |algun |una |un |algo |todavia )*(?:mesa|mesas|sitio|lugar|hueco|disponibilidad|cita|citas|disponible|libre|espacio)(?: .*)?",
    ),
    (
        "book",
        0.7,
        r"(?:quiero|queremos|quisiera|me gustaria|podemos|puedo|quisieramos|vamos a|queria) (?:ir a |venir a |pasar a )?(?:cenar|comer|almorzar|desayunar|ir|venir|cortarme|ver al|ver a la|tenirme|pintarme)(?: .*)?",
    ),
    ("book", -0.9, r"(?:cancelar|cancelo|cancele|anular|anulen)(?: .*)?"),
    (
        "book",
        -0.85,
        r"(?:cambiar|mover|modificar|aplazar|adelantar|posponer|reprogramar|pasar|cambiarla|moverla)(?: .*)?(?:"
        + _THING[3:-1]
        + r")(?: .*)?",
    ),
    (
        "book",
        -0.85,
        r"(?:cambiar|mover|modificar|pasar|adelantar|posponer|cancelar|anular) (?:la|el|una|lo) (?:que|de) (?:ya )?(?:ten\w+|hice|hicimos|habia\w*)(?: .*)?",
    ),
    (
        "book",
        -0.75,
        r"(?:tengo|tenemos|hice|hicimos|mi|nuestra|ya tengo|la|confirmar|verificar|consultar) (?:una |hecha |ya |mi )*(?:reserva|reservacion|cita)(?: .*)?",
    ),
    ("book", -0.9, r"sin (?:hacer )?(?:cita|reserva|reservacion|turno)(?: .*)?"),
    ("book", -0.6, r"(?:no (?:quiero|necesito|hace falta)) (?:reservar|hacer|una)(?: .*)?"),
    (
        "change_booking",
        0.92,
        r"(?:cambiar|mover|modificar|aplazar|adelantar|posponer|reprogramar|retrasar|pasar|cambie|mueva|correr|actualizar)(?:la|lo|me|nos)? (?:(?:la|el|una|lo) (?:que|de) (?:ya )?(?:ten\w+|hice|hicimos|habia\w*)(?: .*)?|(?:\w+ ){0,3}(?:reserva|reservacion|cita|mesa|visita|turno|hora|fecha|dia)(?: .*)?)",
    ),
    (
        "change_booking",
        0.85,
        r"(?:cambiarla|moverla|pasarla|adelantarla|retrasarla|aplazarla|modificarla|posponerla|reprogramar|cambiarlo)(?: .*)?",
    ),
    (
        "change_booking",
        0.88,
        r"(?:la|lo|me la|nos la) (?:podemos|podriamos|podria|podrian|puedo|puede|pueden|quiero|queremos|quisiera|necesito|pueden|tengo que) (?:(?:cambiar|mover|pasar|adelantar|retrasar|aplazar|posponer|reprogramar|dejar) (?:para|al?|a las|por|otro)(?: .*)?|(?:mover|aplazar|posponer|reprogramar))",
    ),
    (
        "change_booking",
        0.4,
        r"(?:en (?:vez|lugar) de(?:l| las| la)?|mejor a las|que sea a las|anadir|agregar|sumar) (?:.*)",
    ),
    ("change_booking", -0.6, r"(?:cambiar|cambie) (?:de |el |al )?(?:idioma|ingles|espanol)(?: .*)?"),
    (
        "cancel_booking",
        0.95,
        r"(?:cancelar|cancelen|cancele|cancelo|anular|anulen|anule|quitar|borrar|eliminar|suspender)(?:la|lo|me|nos)? (?:\w+ ){0,4}(?:reserva|reservacion|cita|mesa|visita|turno|reunion|cena|evento)(?: .*)?",
    ),
    (
        "cancel_booking",
        0.92,
        r"(?:borra|borrar|borre|elimina|eliminar|elimine|quita|quite|vacia|vaciar|anula|cancela|suprime|suprimir)(?:me)? (?:\w+ ){0,4}(?:citas?|reuni\w+|reservas?|mesa|turnos?|calendario|agenda)(?: .*)?",
    ),
    (
        "book",
        -0.9,
        r"(?:borra|borrar|borre|elimina|eliminar|elimine|quita|quite|vacia|vaciar|anula|cancela|suprime|suprimir) (?:.*)",
    ),
    ("out_of_scope", 0.9, r"(?:raiz cuadrada|multiplicado por|dividido (?:por|entre))(?: .*)?"),
    (
        "repeat",
        0.9,
        r"^(?:perdon |disculpe |lo siento )*no (?:le |te |lo |la )?(?:he |hemos )?(?:escuchado|escuche|oido|oi|entendido|entendi|entiendo)(?: bien| nada)?$",
    ),
    (
        "deny",
        -0.8,
        r"no (?:le |te |lo |la )?(?:he |hemos )?(?:escuchado|escuche|oido|oi|entendido|entendi|entiendo)(?: .*)?",
    ),
    ("cancel_booking", 0.85, r"(?:cancelarla|cancelarlo|anularla|cancelela|anularlo)(?: .*)?"),
    (
        "cancel_booking",
        0.75,
        r"(?:quiero|quisiera|necesito|tengo que|me gustaria|puedo|podria|queria|debo|hay que) (?:cancelar|anular)(?: .*)?",
    ),
    ("cancel_booking", 0.6, r"^(?:por favor )?(?:cancelar|cancele|cancela|anular|cancelacion)(?: por favor)?$"),
    (
        "cancel_booking",
        0.7,
        r"(?:no (?:puedo|podemos|voy a poder|vamos a poder|podre|podremos)) (?:ir|asistir|llegar|venir)(?: .*)?",
    ),
    ("cancel_booking", -0.9, r"no (?:quiero |la |lo )?(?:cancelar|cancele|cancelen)(?: .*)?"),
    (
        "cancel_booking",
        -0.9,
        r"(?:que pasa|que sucede|cobran|pasa algo|hay (?:\w+ ){1,2}(?:si|por)) (?:\w+ ){0,3}cancel\w+(?: .*)?",
    ),
    (
        "cancel_booking",
        -0.75,
        r"(?:politica de cancelacion|(?:si|puedo) (?:tengo que |puedo )?cancel\w+ (?:gratis|sin|hasta|cuando)|cobran (?:si|por) cancel\w*)(?: .*)?",
    ),
    (
        "check_booking",
        0.88,
        r"(?:confirmar|verificar|comprobar|consultar|revisar|saber|ver|checar|chequear)(?! (?:si|que|cuando|donde) (?:me |nos |les |todavia |aun )?(?:hay|habra|habria|ten(?:d\w+|eis|es)|tiene[ns]?|queda\w*|pued\w+|pod\w+|se|da[ns]?|es posible)\b)(?: \w+){0,3} (?:reserva|reservacion|cita|mesa)(?: .*)?",
    ),
    (
        "check_booking",
        0.88,
        r"(?:mi|nuestra) (?:reserva|reservacion|cita|mesa|turno) (?:no )?(?:es|era|esta|sigue|queda|quedo)\b(?: .*)? \?$|(?:es|era|sigue|esta|quedo) (?:\w+ ){0,3}(?:mi|nuestra) (?:reserva|reservacion|cita|mesa)(?: .*)? \?$",
    ),
    (
        "check_booking",
        0.88,
        r"(?:cuando|a que hora|que dia|con quien|para cuando|a que horas) (?:me toca|nos toca|tengo (?:la |mi )?(?:cita|reserva|reservacion|turno)|(?:me|nos) (?:agendaron|anotaron|apuntaron)|qued(?:o|e|amos))(?! (?:cerrad|abiert|libre)\w*)(?: .*)?",
    ),
    (
        "check_booking",
        0.85,
        r"(?:cuando|a que hora|para cuando|que dia|para cuantos) (?:es|era|tengo|esta) (?:mi|la|nuestra) (?:reserva|reservacion|cita|mesa)(?: .*)?",
    ),
    (
        "check_booking",
        0.9,
        r"(?:se me olvido|se nos olvido|olvide|no (?:recuerdo|me acuerdo|se|sabemos|recordamos)(?: de)?)(?: \w+){0,5} (?:hora|dia|cuando|fecha)(?: \w+){0,3} (?:mi|la|nuestra) (?:cita|reserva|reservacion|mesa|turno)(?: .*)?",
    ),
    (
        "change_booking",
        -0.85,
        r"(?:se me olvido|se nos olvido|olvide|no (?:recuerdo|me acuerdo|se)(?: de)?)(?: \w+){0,5} (?:hora|dia|cuando|fecha)(?: .*)?",
    ),
    (
        "check_booking",
        0.8,
        r"(?:tengo|tenemos|hay) (?:alguna |una )?(?:reserva|reservacion|cita) (?:a mi nombre|a nombre|para)(?: .*)?",
    ),
    ("check_booking", 0.5, r"(?:tengo|tenemos|hice|hicimos) (?:una |hecha )*(?:reserva|reservacion|cita)(?: .*)?"),
    (
        "check_booking",
        -0.8,
        r"(?:cancelar|anular|cambiar|mover|modificar|aplazar|adelantar|posponer|retrasar|reprogramar)(?:la|lo)?(?: .*)?|(?:pasar|dejar)(?:la|lo)? (?:para|al?|por)(?: .*)?",
    ),
    ("waitlist", 0.95, r"lista de espera"),
    (
        "waitlist",
        0.75,
        r"(?:avisen|avisenme|aviseme|me avisan|llamenme) (?:si|cuando) (?:se|hay|queda|sale|alguien)(?: .*)?",
    ),
    (
        "person",
        0.95,
        r"(?:hablar|hable|comunicar|comunicarme|comuniqueme|conversar|pasar|paseme|pongame|poner|transferir|transfierame|transfierame|conecteme|atienda|atender) (?:me )?(?:con|a|por|una) (?:una |un |el |la |alguna |algun |alguien|otra )*(?:persona|humano|humana|alguien|agente|encargado|encargada|gerente|operador|operadora|representante|recepcionista|dueno|duena|empleado|responsable|ser|real|recepcion|asesor|doctor|doctora|enfermera|duena)?(?: .*)?",
    ),
    (
        "person",
        0.93,
        r"(?:me|nos) (?:comunica|comunican|comunicas|pasa|pasan|pasas|pone|ponen|conecta|transfiere|puede comunicar|podria comunicar|puede pasar|podria pasar|puede poner) con(?: .*)?",
    ),
    (
        "person",
        0.93,
        r"(?:persona (?:real|de verdad|humana)|ser humano|alguien de verdad|de carne y hueso|(?:atienda|atiende|ayude|ayuda|conteste) (?:una persona|alguien|un humano|una humana|otra persona)|quien (?:este|esta) a cargo|la persona (?:encargada|responsable|a cargo))(?: .*)?",
    ),
    (
        "person",
        0.85,
        r"^"
        + _POLITE
        + r"(?:un |una |el |la |con )*(?:humano|persona|agente|operador|operadora|representante|encargado|gerente|recepcionista|asesor)(?: por favor)?$",
    ),
    (
        "person",
        -0.85,
        r"(?:es usted|eres|hablo con|estoy hablando con|es esto)(?: \w+){0,3} (?:persona|humano|robot|maquina)(?: .*)?",
    ),
    (
        "leave_message",
        0.95,
        r"(?:dejar|dejarle|tomar|dar|pasar|mandar|dejo|enviar|tome|dejarles) (?:\w+ ){0,2}(?:mensaje|recado|nota|aviso)(?: .*)?",
    ),
    (
        "leave_message",
        0.93,
        r"(?:deje olvidad[oa]s?|deje|olvide|perdi|dejamos|dejo|se me (?:olvido|olvidaron|quedo|quedaron|perdio|cayo)|se nos (?:olvido|quedo))(?: \w+)? (?:mi|mis|un|una|unos|unas|el|la|los|las|nuestr[oa])(?! (?:codigo|cita|reserva|reservacion|hora|fecha|numero|nombre|mensaje|recado|nota)\b) \w+(?: .*)?",
    ),
    ("leave_message", 0.9, r"objetos perdidos|(?:quejarme|queja|reclamo|reclamar|reclamacion)(?: .*)?"),
    (
        "book",
        -0.9,
        r"(?:olvidad[oa]s?|deje|olvide|perdi|se me (?:olvid|qued|perd)\w+|quejarme|queja|reclamo|reclamacion)(?: .*)?",
    ),
    ("leave_message", 0.65, r"(?:digale|diganle|avisele|digales|puede decirle) (?:a |al |que |por )(?:.*)"),
    (
        "call_back",
        0.93,
        r"(?:llamenme|llameme|me (?:puede|pueden|podria|podrian) (?:volver a )?llamar|que me (?:llamen|llame|devuelvan)|devolverme la llamada|me (?:devuelven|regresan|devuelve|regresa) la llamada|devuelvan la llamada|devuelvame la llamada|llamarme (?:luego|despues|mas tarde|de vuelta|manana)|me llaman|me llame)(?: .*)?",
    ),
    (
        "emergency",
        0.95,
        r"(?:dolor (?:\w+ ){0,2}(?:en el|de|del) pecho|duele (?:mucho )?el pecho|ataque (?:al|de) corazon|infarto|derrame|no puede respirar|no puedo respirar|no respira|me cuesta respirar|cuesta respirar|dificultad para respirar|me ahogo|se ahoga|se esta ahogando|inconsciente|se desmayo|desmayad[oa]|convulsion\w*|sobredosis|(?:esta en|entro en|teniendo|sufriendo|tiene|esta con) (?:un |una )?(?:shock|choque|reaccion) anafila\w*|shock anafila\w*|choque anafila\w*|se me cierra la garganta|sangr\w+ mucho|no (?:para|deja) de sangrar|fuga de gas|huele a gas|olor a gas|incendio|fuego en|se quema|suicid\w*|matarme|quitarme la vida|quiero morir|hacerme dano|ambulancia|(?:presion|opresion) (?:\w+ ){0,2}en el pecho|no (?:se )?despierta|no reacciona|(?:tome|tomo) (?:muchas|demasiadas|todas (?:las|sus|mis)|un monton de|un frasco de) pastillas|llamen al 911|llame al 911|llamar a la policia|nueve uno uno)(?: .*)?",
    ),
    (
        "emergency",
        0.95,
        r"(?:ya )?no (?:quiero|quiere) (?:seguir viviendo|vivir)(?: .*)?|(?:tomo|tome|bebio|bebi|trago|trague|comio|comi|ingirio) (?:\w+ ){0,3}(?:cloro|lejia|veneno|detergente|acido|insecticida|pilas?|gasolina|(?:frasco|bote|caja|monton|paquete) de (?:pastillas|medicinas|medicamentos|pildoras))(?: .*)?|envenenad[oa]|se envenen\w+|(?:se puso|esta|se esta poniendo) (?:morad|azul)\w*|(?:mucha|demasiada) sangre|se le (?:hincho|hinchan?|esta hinchando) (?:la|los|el) (?:cara|lengua|labios|garganta)(?: .*)?|(?:media|mitad de la) cara(?: .*)? (?:dormida|caida|paralizada)|rompio (?:la )?fuente|lo atropell\w+|la atropell\w+",
    ),
    ("emergency", 0.75, r"(?:es una|tengo una|una) (?:emergencia|urgencia)(?: .*)?"),
    ("emergency", 0.5, r"^(?:emergencia|urgencia|auxilio|socorro)$"),
    ("emergency", -0.85, r"(?:no es (?:una |ninguna )?(?:emergencia|urgencia|urgente))(?: .*)?"),
    (
        "affirm",
        0.95,
        r"^(?:ah |eh |pues |bueno |ok |uy |y )*(?:si|claro|claro que si|por supuesto|correcto|exacto|exactamente|asi es|eso es|vale|de acuerdo|esta bien|ok|okay|okey|perfecto|muy bien|bien|genial|estupendo|excelente|me parece bien|me parece perfecto|suena bien|me va bien|me viene bien|me sirve|adelante|dale|hagalo|por favor|si por favor|si claro|efectivamente|desde luego|cierto|es correcto|eso|esa|ese|confirmo|confirmado|confirmar|listo|bueno|sale|orale|simon|afirmativo|seguro|sin problema|ningun problema|no hay problema|como no|si senor|si senora|esta perfecto|asi esta bien|me gusta|acepto|la tomo|lo tomo|esa me va bien|ese me va bien|quiero|si quiero|esta muy bien|tambien|lo es)(?: (?:por favor|gracias|muchas gracias|si|claro|correcto|perfecto|esta bien|es correcto|eso es|asi es|me parece bien|senor|senora|senorita|exacto|muy bien|adelante|de acuerdo|bien|esa|ese|me va bien|seguro|vale|genial|la verdad|que si))*$",
    ),
    ("affirm", 0.85, r"^(?:ah |eh |pues |bueno )*(?:si|claro|correcto|exacto|por supuesto|asi es)(?: .*)?$"),
    (
        "affirm",
        0.88,
        r"^(?:ah |eh |pues |bueno )*(?:ahora si|asi si|ya quedo|sale(?: pues| y vale)?|orale|va que va)(?: (?:por favor|gracias|muchas gracias|esta (?:bien|muy bien|perfecto|correcto)|perfecto|pues))*$",
    ),
    (
        "affirm",
        0.75,
        r"(?:me parece (?:bien|perfecto|genial)|esta bien|me va bien|me viene bien|suena bien|de acuerdo|me sirve|es correcto)",
    ),
    (
        "affirm",
        0.88,
        r"^(?:aja|andele(?: pues)?|ande pues|ya estas|de una|listo pues|con gusto|sip)(?: (?:si|por favor|gracias))*$",
    ),
    (
        "affirm",
        0.9,
        r"^(?:si |ah |eh |pues |bueno |ok |listo |vale |dale |va |venga |orale )*(?:va|venga|hecho|joya|obvio|sip|hagale|dele|echele|pongale|mandale|metale|buenisimo|barbaro|chevere|bacano|padrisimo|eso mero|andale|ya vas?|sale|dale|listo|de una|asi mismo|tal cual|me late|todo bien|esta bueno|quedo perfecto|(?:confirm|reserv|agend|anot|apart)(?:a|e|en)(?:me|nos|la|lo|mela|melo|nosla)|(?:haga|ponga|deje)(?:la|lo|mela|melo)|hagamoslo)(?: (?:si|pues|entonces|ya|asi|gracias|muchas gracias|por favor|porfa|porfis|porfavor|hombre|dale|joya|vale|va|perfecto|genial|bien|listo|nomas|no mas|que si|senorita|senor|senora|mi amor))*$",
    ),
    (
        "affirm",
        0.9,
        r"^(?:si |claro |dale |ok |vale |listo |bueno |aja |exacto |correcto |eso |asi es |obvio |joya )+(?:aja|correcto|exacto|asi es|porfa|porfis|joya|genial|barbaro|buenisimo|va|venga|dale|mandale|hombre|pues|confirm\w+|reserv[ae]\w*|agend[ae]\w*|anot[ae]\w*|hag\w+)(?: (?:si|pues|ya|gracias|por favor|porfa|nomas))*$",
    ),
    ("affirm", 0.55, r"^(?:vale|ok|okay|perfecto|muy bien|bueno|de acuerdo|genial|bien)(?: .*)?$"),
    ("affirm", -0.85, r"(?:no (?:me )?(?:parece|va|viene|sirve|es correcto|esta bien|esta|es))(?: .*)?"),
    ("affirm", -0.75, r"^no(?: .*)?$"),
    (
        "affirm",
        -0.8,
        r"^(?:si|bueno|ok|vale) (?:hola|buenas|buenos|quiero|quisiera|queria|necesito|me gustaria|puedo|podria|tienen)(?: .*)?$",
    ),
    (
        "deny",
        0.95,
        r"^(?:ah |eh |pues |bueno |uy |ay |y |ok )*(?:no|nop|no gracias|para nada|en absoluto|de ninguna manera|claro que no|por supuesto que no|no por favor|no es correcto|incorrecto|no es asi|eso no|esa no|ese no|asi no|no esta bien|no me va bien|no me viene bien|no me sirve|no puedo|mejor no|todavia no|aun no|ahora no|hoy no|nunca|jamas|tampoco|nada|nada mas|eso es todo|ninguno|ninguna|ninguno de ellos|creo que no|no creo|no lo creo|prefiero que no|no quiero|negativo|no no|no hace falta|no es necesario|dejelo|olvidelo|no importa|mal|muy tarde|muy temprano|demasiado tarde|demasiado temprano)(?: (?:gracias|muchas gracias|por favor|senor|senora|eso es todo|no|no es|nada mas|esta bien|esta mal|no es correcto|asi no|no es eso|mejor no|asi esta bien|no quiero|no puedo|de (?:ellos|ellas|esos)))*$",
    ),
    ("deny", 0.88, r"^(?:ah |eh |pues |bueno |ay )*(?:no|no no|no gracias)(?: .*)?$"),
    ("deny", 0.88, r"^(?:nel|nones|fijese que no|que va|siempre no)(?: (?:gracias|no))*$"),
    (
        "deny",
        0.7,
        r"(?:no es (?:correcto|eso|lo que|asi)|no me (?:va|viene|sirve|parece|gusta)|eso esta mal|esta mal|olvidelo|dejelo|creo que no|no lo creo)(?: .*)?",
    ),
    (
        "deny",
        0.6,
        r"(?:no (?:me |quiero que |quiero que me |quisiera que )?(?:grabe\w*|grabar|graben)|sin grabar|deje\w* de grabar)(?: .*)?",
    ),
    (
        "deny",
        -0.6,
        r"^no (?:hay problema|se preocupe|importa|se|entiendo|entendi|le entiendo|le oi|escuche|oigo|te entiendo|hablo)(?: .*)?$",
    ),
    (
        "repeat",
        0.95,
        r"(?:repetir|repita|repite|repitame|repetirlo|repetirme|repetirla|repitalo|repiteme|repitelo)(?: .*)?",
    ),
    (
        "repeat",
        0.92,
        r"^(?:perdon |disculpe |ay |eh )*(?:como|que|perdon|perdone|disculpe|como dice|como dijo|que dijo|que ha dicho|mande|otra vez|de nuevo|una vez mas|otra vez por favor|no (?:le |te |lo )?(?:entendi|entiendo|oi|oigo|escuche|escucho)(?: bien)?|no he entendido|que que)(?: por favor| perdon)*(?: \?)?$",
    ),
    (
        "repeat",
        0.85,
        r"(?:no (?:le |te |lo |la |se )?(?:entendi|entiendo|oi|oigo|escuche|escucho|comprendo|he entendido)|mas (?:despacio|lento|alto|fuerte)|otra vez|de nuevo|puede hablar mas|que quiere decir|que significa)(?: .*)?",
    ),
    ("repeat", -0.7, r"(?:no entiendo|no hablo) (?:ingles|espanol|el ingles)(?: .*)?"),
    (
        "change_language",
        0.93,
        r"(?:habla|hablan|hablas|hablar|hable|hablarme|hablemos|cambiar a|cambie a|cambiar al|en|prefiero|continuar en|seguir en|hablo|entiende|pasar a|pasar al) (?:usted |ustedes |en |el |al |solo |alguien )*(?:espanol|ingles|punjabi|panyabi|castellano|hindi|frances|chino|aleman|italiano|portugues)(?: .*)?",
    ),
    ("change_language", 0.85, r"^(?:espanol|ingles|punjabi|castellano|english|spanish)(?: por favor)?$"),
    ("change_language", 0.85, r"(?:cambiar|otro|diferente|cambio)(?: \w+){0,2} (?:idioma|lengua|lenguaje)(?: .*)?"),
    (
        "greeting",
        0.9,
        r"^(?:eh |si |ah )?(?:hola|buenas|buenos dias|buenas tardes|buenas noches|buen dia|que tal|alo|alo buenas|bueno|digame|oiga|saludos|hey)(?: (?:hola|buenas|buenos dias|buenas tardes|buenas noches|que tal|como esta|como estas|robin|senorita|senor|senora))*$",
    ),
    ("greeting", 0.5, r"^(?:eh |si |ah )?(?:hola|buenas|buenos dias|buenas tardes|buenas noches|buen dia)(?: .*)?$"),
    ("greeting", 0.75, r"(?:como esta|como estas|que tal esta|mucho gusto|encantado|como le va)(?: .*)?$"),
    (
        "thanks",
        0.93,
        r"(?:gracias|muchas gracias|mil gracias|muy amable|se lo agradezco|te lo agradezco|agradecid[oa])",
    ),
    ("thanks", -0.5, r"^no gracias$"),
    (
        "goodbye",
        0.95,
        r"(?:adios|chao|chau|hasta luego|hasta pronto|hasta manana|nos vemos|hasta la vista|que tenga (?:un |una )?(?:buen|buena|lindo|linda|bonito)\w*(?: \w+)?|hasta entonces|bye|cuidese|buen dia|feliz dia|igualmente)$",
    ),
    ("goodbye", 0.85, r"(?:adios|hasta luego|chao|nos vemos|que tenga (?:un |una )?(?:buen|buena))(?: .*)?"),
    (
        "goodbye",
        0.75,
        r"^(?:no |bueno |vale |ok |perfecto )*(?:eso es todo|es todo|nada mas|seria todo|ya esta|con eso esta)(?: (?:por ahora|gracias|muchas gracias|por hoy|adios))*$",
    ),
    (
        "question",
        0.75,
        r"^"
        + _POLITE
        + r"(?:a |de |en |para |con |desde |hasta |por )?(?:que|cual|cuales|donde|cuando|como|cuanto|cuanta|cuantos|cuantas|quien|por que)(?: .*)?$",
    ),
    (
        "question",
        0.7,
        r"(?:tienen|tienes|hay|aceptan|puedo|se puede|podemos|hacen|sirven|ofrecen|es posible|cobran|es caro|necesito saber|quisiera saber|queria saber|me gustaria saber|me puede decir|podria decirme|digame|sabe si|una pregunta|tengo una pregunta|una consulta|cuanto|a que hora|donde|cual es|que tipo|que platos|informacion)(?: .*)?",
    ),
    (
        "question",
        0.85,
        r"^"
        + _POLITE
        + r"(?:tengo que|hay que|debo|hace falta|se necesita|se tiene que|tenemos que)(?! (?:cambiar|cancelar|mover|anular)) .* \?$",
    ),
    (
        "question",
        0.8,
        r"^"
        + _POLITE
        + r"(?:atienden|reciben|hacen|dan|ponen|tratan|venden|usan|manejan|cuentan con|ofrecen|trabajan con)(?! (?:\w+ )?(?:cita|citas|turno|turnos|mesa)) .* \?$",
    ),
    (
        "out_of_scope",
        -0.6,
        r"^"
        + _POLITE
        + r"(?:tengo que|hay que|debo|hace falta|se necesita|se tiene que|tenemos que|atienden|reciben|hacen|dan|ponen|tratan|venden|usan|manejan|cuentan con|ofrecen|trabajan con|que|cual) .* \?$",
    ),
    ("question", 0.5, r"^.* \?$"),
    (
        "question",
        -0.8,
        r"(?:tienen|tienes|hay|habria|tendrian|queda) (?:alguna |algun |una |un |algo )*(?:mesa|mesas|sitio|lugar|hueco|disponibilidad|cita|citas|libre|espacio|disponible)(?: .*)?",
    ),
    (
        "question",
        -0.8,
        r"^"
        + _POLITE
        + r"(?!.* sin (?:cita|reserva))(?:puedo|podria|podrian|puede|me puede|podemos|se puede|pueden|quisiera|quiero|necesito|me gustaria) (?:\w+ )?(?:reservar|hacer|cancelar|anular|cambiar|mover|hablar|pasar|repetir|dejar|agendar|modificar|comunicar|llamar|poner|pasarme|ir|venir)(?:me|la|lo|nos)?(?: .*)?$",
    ),
    ("question", -0.7, r"^(?:esta|estan|es|son) (?:bien|perfecto|correcto|muy bien|todo)(?: .*)?$"),
    ("question", -0.8, r"^(?:que|como|perdon|como dice|que dijo|que tal|como esta)(?: \?)?$"),
    (
        "change_booking",
        0.85,
        r"(?:cambia|mueve|mueva|cambie|adelanta|adelante|retrasa|reprograma|reprograme|aplaza|pospon|modifica|actualiza)(?:la|lo|me)? (?:\w+ ){0,3}(?:reserva|reservacion|cita|mesa|reunion|evento|hora|horario|fecha)(?: .*)?",
    ),
    (
        "cancel_booking",
        0.88,
        r"(?:cancela|elimina|elimine|borra|anula|quita|rechaza)(?:la|lo|me)? (?:\w+ ){0,3}(?:reserva|reservacion|cita|mesa|reunion|evento|plan)(?: .*)?",
    ),
    (
        "second_question",
        0.9,
        r"(?:y|tambien|pero|ademas) (?:tienen|hay|es|son|se|puedo|podemos|que|cual|donde|como|cuanto|a que|aceptan)(?: .*)?",
    ),
    (
        "out_of_scope",
        0.85,
        r"(?:el tiempo (?:en|hoy|manana|para)|va a llover|lluvia|temperatura|pronostico|clima|pon (?:musica|una cancion)|chiste|alarma|recordatorio|recuerdame|traduce|noticias|capital de|quien gano|taxi|vuelo|saldo|tarjeta de credito perdida|seguro del coche|bolsa|receta de)(?: .*)?",
    ),
)

TOPICS = cues(
    (
        "robot",
        0.97,
        r"(?:es usted|eres|hablo con|estoy hablando con|es esto|es esta|usted es|tu eres|es) (?:\w+ ){0,3}(?:robot|maquina|humano|humana|persona|real|inteligencia|ia|computadora|ordenador|grabacion|contestador|automatico)(?: .*)?",
    ),
    (
        "robot",
        0.9,
        r"^(?:y |perdone |disculpe |hola )*(?:con quien hablo|con quien estoy hablando|quien habla|quien es|como se llama usted|quien es usted)(?: \w+)?$",
    ),
    ("recording", 0.97, r"(?:grab\w+)(?: .*)?"),
    (
        "hours",
        0.94,
        r"(?:a que hora|hasta que hora|desde que hora|cuando|que dias)(?: \w+){0,3} (?:abren|cierran|abre|cierra|estan abiertos|sirven|abris|atienden|atiende|trabajan)(?: .*)?",
    ),
    (
        "hours",
        0.86,
        r"(?:hasta|desde) que horas?(?! (?:es|era|tengo|dura|trabaja|esta|atiende|puedo cancel|puede) )(?: .*)?",
    ),
    (
        "hours",
        0.88,
        r"(?:atienden|atendeis|abris|abre|trabajan|hay servicio|dan servicio) (?:\w+ )?(?:los|el|hoy|manana|en|a|al|por|entre)(?: .*)?",
    ),
    ("hours", 0.92, r"(?:horario|horarios|horas de apertura)(?: .*)?"),
    (
        "hours",
        0.88,
        r"(?:estan|esta|siguen|abren|cierran) (?:\w+ )?(?:abierto|abiertos|cerrado|cerrados|los|el|hoy|manana|en)(?: .*)?",
    ),
    (
        "address",
        0.93,
        r"(?:donde (?:estan|esta|queda|se encuentran|quedan|es)|direccion|ubicacion|ubicados|como llego|como se llega|como puedo llegar|en que calle|cerca de)(?: .*)?",
    ),
    ("parking", 0.95, r"(?:estacion\w*|aparc\w*|parking|parqueo|garaje|parquear)(?: .*)?"),
    (
        "price",
        0.92,
        r"(?:cuanto (?:me |nos )?(?:cuesta|cuestan|vale|valen|es|sale|cobran)|precio|precios|costo|coste|caro|barato|tarifa|tarifas|cobran)(?: .*)?",
    ),
    (
        "cancellation",
        0.94,
        r"(?:politica de cancelacion|(?:puedo|si) (?:\w+ ){0,3}cancel\w+ (?:gratis|sin|hasta)|cobran (?:si|por) cancel\w*|si (?:tengo que|necesito|quiero|debo) cancelar|con cuant[oa] (?:tiempo|anticipacion|antelacion) (?:\w+ ){0,5}cancel\w+|avisar (?:\w+ ){0,4}cancel\w+)(?: .*)?",
    ),
    (
        "cancellation",
        0.94,
        r"(?:que pasa|que sucede|cobran|me cobran|hay (?:algun |alguna )?(?:cargo|costo|multa|penalidad|recargo|penalizacion)|pasa algo) (?:\w+ ){0,3}(?:si|por) (?:\w+ ){0,4}cancel\w+(?: .*)?",
    ),
    ("deposit", 0.94, r"(?:deposito|anticipo|adelanto|pagar por adelantado|senal)(?: .*)?"),
    (
        "allergens",
        0.94,
        r"(?:alerg\w*|intoleran\w*|contienen?|lleva|llevan|trazas|celiac\w*|sin (?:gluten|lactosa|nueces|huevo|leche|frutos secos|mariscos)|tienen? (?:nueces|gluten|lactosa|leche|huevo|cacahuates?|frutos secos|mariscos?|sesamo|soya|soja|mostaza))(?: .*)?",
    ),
    ("diet", 0.92, r"(?:vegan\w*|vegetarian\w*|halal|kosher|sin carne|dieta)(?: .*)?"),
    (
        "menu",
        0.9,
        r"(?:menu(?! (?:infantil|para ninos|de ninos))|carta|platos?|platillos?|postres?|entrantes|entradas|especialidad\w*|ingredientes|que (?:trae|traen|incluye) (?:el|la|los|las)|con que viene|de que (?:es|son|esta hech\w+) (?:el|la|los|las)|que (?:sirven|tienen de|hay de|se come)|tipo de (?:comida|cocina)|picante|recomienda\w*)(?: .*)?",
    ),
    (
        "services",
        0.85,
        r"(?:que servicios|servicios|tratamientos|que ofrecen|hacen (?:cortes|tintes|mechas|manicura))(?: .*)?",
    ),
    (
        "staff",
        0.8,
        r"(?:que (?:doctor|doctora|doctores|estilista|estilistas)|quien (?:es|atiende|corta)|doctora mujer)(?: .*)?",
    ),
    ("duration", 0.85, r"(?:cuanto (?:tiempo|dura|tarda)|cuanto se tarda|duracion)(?: .*)?"),
    (
        "payment",
        0.9,
        r"(?:tarjetas?|efectivo|formas? de pago|pagar con|aceptan (?:tarjeta|visa|efectivo)|apple pay)(?: .*)?",
    ),
    ("name", 0.8, r"(?:como (?:se llama|te llamas)|con quien hablo|quien es usted|su nombre cual)(?: .*)?"),
    ("phone", 0.8, r"(?:su (?:telefono|numero)|a que numero|cual es el (?:telefono|numero))(?: .*)?"),
    ("capabilities", 0.85, r"(?:que puede hacer|en que (?:me )?puede ayudar|que puedo (?:preguntar|hacer))(?: .*)?"),
)
