"""English words of what is learnt and studied besides tongues, for statements about a speaker: data alone."""

SUBJECTS = (  # of "doing X at" a university or college
    r"bio ?med(?:icine|ical science)?|biology|biochem(?:istry)?|chemistry|physics|maths?|mathematics|further maths"
    r"|medicine|law|nursing|midwifery|dentistry|history|geography|english(?: lit(?:erature)?)?|french|spanish|german"
    r"|economics|business(?: studies| management)?|accounting|finance|marketing|psych(?:ology)?|sociology|politics"
    r"|philosophy|theology|music|drama|theatre|art|fine art|graphic design|fashion|architecture|(?:\w{4,12}"
    r" )?engineering"
    r"|comp(?:uter)? sci(?:ence)?|computing|software engineering|media studies|journalism|film studies|archaeology"
    r"|anthropology|international relations|social work|education|sports science|vet(?:erinary)? (?:medicine|science)"
    r"|pharmacy|physiotherapy|linguistics|classics|ppe|hospitality|catering|hairdressing|plumbing|carpentry|a-levels"
)
LEARNED = (  # what is learnt besides tongues, instruments and sports
    r"kathak|bharatanatyam|odissi|salsa|bachata|tango|ballroom|ballet|tap|flamenco|karate|judo|taekwondo|aikido|jiu[- ]"
    r"jitsu|kung fu|krav maga|kickboxing|boxing|tai chi|yoga|pottery|calligraphy|carpentry|woodwork|welding|knitting"
    r"|crochet|sewing|embroidery|coding|programming|python|javascript|java|photography|sailing|surfing|skiing"
    r"|snowboarding|fencing|archery|beekeeping|touch typing|shorthand"
)
CODED = (  # tools that are learnt; elsewhere many are words of their own
    r"rust|kotlin|typescript|ruby|golang|scala|haskell|elixir|erlang|clojure|fortran|cobol|perl|php|sql|html|css"
    r"|c\+\+|c#"
    r"|matlab|latex|react|angular|vue|django|flask|docker|kubernetes|linux|git|arduino|blender|photoshop|illustrator"
    r"|autocad|solidworks|excel|power bi|tableau|figma|unity|unreal|(?-i:Swift)"
)
