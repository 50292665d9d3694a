<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>haberdash::Options</name>
    <message>
        <source>What ranks the products: the learned model or one of the simple ones that it has to beat.</source>
        <translation>Was die Produkte ordnet: das gelernte Modell oder eines der einfachen, die es schlagen muss.</translation>
    </message>
    <message>
        <source>What the model may look at: product text, pictures and catalog facts.</source>
        <translation>Was das Modell betrachten darf: Texte, Bilder und Merkmale der Produkte.</translation>
    </message>
    <message>
        <source>How text, picture and facts are joined into one vector per product.</source>
        <translation>Wie Text, Bild und Merkmale zu einem Vektor je Produkt verbunden werden.</translation>
    </message>
    <message>
        <source>How the shopper&apos;s and the product&apos;s vectors become a likelihood of preference.</source>
        <translation>Wie aus den Vektoren von Person und Produkt die Wahrscheinlichkeit wird, dass es gefällt.</translation>
    </message>
    <message>
        <source>Width of the product and shopper vectors: more can tell finer tastes apart but learns slower.</source>
        <translation>Breite der Vektoren von Produkten und Personen: Mehr unterscheidet feineren Geschmack, lernt aber langsamer.</translation>
    </message>
    <message>
        <source>Width of the hidden layers.</source>
        <translation>Breite der verdeckten Schichten.</translation>
    </message>
    <message>
        <source>Numbers kept of each text and picture vector before training.</source>
        <translation>Zahlen, die vor dem Training von jedem Text- und Bildvektor behalten werden.</translation>
    </message>
    <message>
        <source>Share of the hidden units left out at random while training, against learning by heart.</source>
        <translation>Anteil der verdeckten Einheiten, die beim Training zufällig ausgelassen werden, gegen Auswendiglernen.</translation>
    </message>
    <message>
        <source>How many of a shopper&apos;s latest events are looked at.</source>
        <translation>Wie viele der letzten Ereignisse einer Person betrachtet werden.</translation>
    </message>
    <message>
        <source>What an event one day older counts, compared with the newer one.</source>
        <translation>Was ein einen Tag älteres Ereignis im Vergleich zum neueren zählt.</translation>
    </message>
    <message>
        <source>How many similar products item-knn keeps for each product.</source>
        <translation>Wie viele ähnliche Produkte item-knn je Produkt behält.</translation>
    </message>
    <message>
        <source>How often the model goes through all examples, at most.</source>
        <translation>Wie oft das Modell alle Beispiele höchstens durchgeht.</translation>
    </message>
    <message>
        <source>Size of a learning step: too large is unsteady, too small is slow.</source>
        <translation>Größe eines Lernschritts: zu groß ist unruhig, zu klein ist langsam.</translation>
    </message>
    <message>
        <source>Examples looked at in one step.</source>
        <translation>Beispiele, die in einem Schritt betrachtet werden.</translation>
    </message>
    <message>
        <source>Epochs without a better result after which training stops by itself.</source>
        <translation>Epochen ohne besseres Ergebnis, nach denen das Training von selbst endet.</translation>
    </message>
    <message>
        <source>The figure on the validation shoppers that decides which epoch is best.</source>
        <translation>Die Kennzahl der Validierungspersonen, die über die beste Epoche entscheidet.</translation>
    </message>
    <message>
        <source>Start of all random choices: the same seed gives the same model.</source>
        <translation>Beginn aller zufälligen Entscheidungen: Derselbe Startwert ergibt dasselbe Modell.</translation>
    </message>
    <message>
        <source>Counterexamples drawn for each product that was chosen.</source>
        <translation>Gegenbeispiele, die für jedes gewählte Produkt gezogen werden.</translation>
    </message>
    <message>
        <source>Pull of all weights towards zero, against learning by heart.</source>
        <translation>Zug aller Gewichte gegen null, gegen Auswendiglernen.</translation>
    </message>
    <message>
        <source>Longest learning step allowed; 0 allows any.</source>
        <translation>Längster erlaubter Lernschritt; 0 erlaubt jeden.</translation>
    </message>
    <message>
        <source>Steps over which the learning rate rises from zero.</source>
        <translation>Schritte, über die die Lernrate von null ansteigt.</translation>
    </message>
    <message>
        <source>Processor cores used; one is best for small models and repeats exactly.</source>
        <translation>Verwendete Prozessorkerne; einer ist für kleine Modelle am besten und wiederholt sich genau.</translation>
    </message>
    <message>
        <source>How events are split into training, validation and test: by date, by each shopper&apos;s last events, by chance, by unseen products, or as the data came.</source>
        <translation>Wie Ereignisse in Training, Validierung und Test geteilt werden: nach Datum, nach den letzten Ereignissen jeder Person, zufällig, nach unbekannten Produkten oder wie die Daten kamen.</translation>
    </message>
    <message>
        <source>Share of the events kept back to choose the best epoch.</source>
        <translation>Anteil der Ereignisse, der zur Wahl der besten Epoche zurückbehalten wird.</translation>
    </message>
    <message>
        <source>Share of the events kept back for the final evaluation.</source>
        <translation>Anteil der Ereignisse, der für die abschließende Auswertung zurückbehalten wird.</translation>
    </message>
    <message>
        <source>How a shopper&apos;s earlier events become one vector: their average, the newest counting most, or a network that reads them in order.</source>
        <translation>Wie die früheren Ereignisse einer Person zu einem Vektor werden: ihr Durchschnitt, in dem die neuesten am meisten zählen, oder ein Netz, das sie der Reihe nach liest.</translation>
    </message>
    <message>
        <source>How strongly item-knn distrusts similarities that few shoppers stand behind.</source>
        <translation>Wie sehr item-knn Ähnlichkeiten misstraut, hinter denen wenige Personen stehen.</translation>
    </message>
    <message>
        <source>What training minimises: the error of the predicted likelihood (bce), or of the order of chosen products before others (bpr, softmax).</source>
        <translation>Was das Training verringert: den Fehler der vorhergesagten Wahrscheinlichkeit (bce) oder den der Reihenfolge von gewählten vor anderen Produkten (bpr, softmax).</translation>
    </message>
    <message>
        <source>Start of the random choices of a split by chance; apart from the training&apos;s own.</source>
        <translation>Anfang der Zufallswahl bei einer Aufteilung nach Zufall, getrennt von dem des Trainings.</translation>
    </message>
    <message>
        <source>How many steps lightgcn and freedom look along the graph of who met what.</source>
        <translation>Wie viele Schritte lightgcn und freedom den Graphen entlang sehen, wer was kannte.</translation>
    </message>
    <message>
        <source>Share of that graph that freedom leaves out in each epoch, links of popular products first.</source>
        <translation>Anteil dieses Graphen, den freedom in jeder Epoche weglässt, Verbindungen beliebter Produkte zuerst.</translation>
    </message>
    <message>
        <source>To how many products like it freedom links each product.</source>
        <translation>Mit wie vielen ähnlichen Produkten freedom jedes Produkt verbindet.</translation>
    </message>
    <message>
        <source>How much freedom also learns from texts and pictures by themselves.</source>
        <translation>Wie stark freedom auch aus Texten und Bildern für sich lernt.</translation>
    </message>
    <message>
        <source>The runs whose scores an ensemble adds up, separated by commas: r1,r3.</source>
        <translation>Die Läufe, deren Bewertungen ein Ensemble zusammenzählt, durch Kommas getrennt: r1,r3.</translation>
    </message>
    <message>
        <source>How a step is made from the slope: Adam, or AdamW, which pulls weights towards zero apart from it.</source>
        <translation>Wie aus der Steigung ein Schritt wird: Adam oder AdamW, das die Gewichte getrennt davon gegen null zieht.</translation>
    </message>
    <message>
        <source>Epochs between two looks at the validation shoppers; fast models need not look after each.</source>
        <translation>Epochen zwischen zwei Blicken auf die Validierung; schnelle Modelle müssen nicht nach jeder nachsehen.</translation>
    </message>
    <message>
        <source>What one label counts in training, compared with one event of a shopper; 0 leaves labels out.</source>
        <translation>Was ein Urteil beim Training zählt, verglichen mit einem Ereignis eines Kunden; 0 lässt Urteile weg.</translation>
    </message>
    <message>
        <source>Whether clicks count more the fewer looks a product had until then, by the places where sessions showed it; for sessions that keep them.</source>
        <translation>Ob Klicks umso mehr zählen, je weniger Blicke ein Produkt bis dahin nach den Plätzen hatte, an denen Sitzungen es zeigten; für Sitzungen, die diese festhalten.</translation>
    </message>
    <message>
        <source>How fast looks fall with the place: rank r is looked at with probability 1 / r to this power.</source>
        <translation>Wie schnell die Blicke mit dem Platz abnehmen: Rang r wird mit der Wahrscheinlichkeit 1 / r hoch diese Zahl angesehen.</translation>
    </message>
    <message>
        <source>The most that one such click counts, so that a few do not decide all.</source>
        <translation>Wie viel ein solcher Klick höchstens zählt, damit nicht wenige alles entscheiden.</translation>
    </message>
    <message>
        <source>Whose events are learned from and judged by: of real or of simulated shoppers, never both; by itself the real, once there are a hundred.</source>
        <translation>Aus wessen Ereignissen gelernt und woran gemessen wird: aus denen wirklicher oder simulierter Personen, nie beider; von selbst die wirklichen, sobald es hundert davon gibt.</translation>
    </message>
    <message>
        <source>How products that a shopper did not choose are drawn as counterexamples: evenly, by popularity, from the batch, or half from the chosen one&apos;s category (hard).</source>
        <translation>Wie nicht gewählte Produkte als Gegenbeispiele gezogen werden: gleichmäßig, nach Beliebtheit, aus demselben Stapel oder zur Hälfte aus der Kategorie des gewählten (hard).</translation>
    </message>
    <message>
        <source>How soft softmax is: lower looks at the strongest counterexamples alone.</source>
        <translation>Wie weich Softmax ist: Niedriger zählen nur die stärksten Gegenbeispiele.</translation>
    </message>
    <message>
        <source>Whether each shopper in training also gets a vector of their own, which says what their latest events do not.</source>
        <translation>Ob jede Person im Training auch einen eigenen Vektor bekommt, der sagt, was ihre letzten Ereignisse nicht sagen.</translation>
    </message>
</context>
<context>
    <name>haberdash::Presets</name>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Text, pictures and facts together; right for most catalogs.</source>
        <translation>Text, Bilder und Merkmale zusammen; richtig für die meisten Kataloge.</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>A small model in a few epochs, for a first look.</source>
        <translation>Ein kleines Modell in wenigen Epochen, für einen ersten Blick.</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>A larger model that learns slowly and waits long for improvements.</source>
        <translation>Ein größeres Modell, das langsam lernt und lange auf Verbesserungen wartet.</translation>
    </message>
    <message>
        <source>Text only</source>
        <translation>Nur Text</translation>
    </message>
    <message>
        <source>The learned model without pictures and facts, for comparison.</source>
        <translation>Das gelernte Modell ohne Bilder und Merkmale, zum Vergleich.</translation>
    </message>
    <message>
        <source>Pictures only</source>
        <translation>Nur Bilder</translation>
    </message>
    <message>
        <source>The learned model without text and facts, for comparison.</source>
        <translation>Das gelernte Modell ohne Text und Merkmale, zum Vergleich.</translation>
    </message>
    <message>
        <source>Text and pictures</source>
        <translation>Text und Bilder</translation>
    </message>
    <message>
        <source>The learned model without the catalog&apos;s facts.</source>
        <translation>Das gelernte Modell ohne die Merkmale des Katalogs.</translation>
    </message>
    <message>
        <source>Popularity</source>
        <translation>Beliebtheit</translation>
    </message>
    <message>
        <source>The same best sellers for everyone: the least that a model must beat.</source>
        <translation>Dieselben meistgekauften Produkte für alle: das Mindeste, was ein Modell schlagen muss.</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Products like those that the shopper chose, without any training.</source>
        <translation>Produkte wie die schon gewählten, ganz ohne Training.</translation>
    </message>
    <message>
        <source>Bought together</source>
        <translation>Zusammen gekauft</translation>
    </message>
    <message>
        <source>Products that the same shoppers chose, without looking at text or pictures.</source>
        <translation>Produkte, die dieselben Personen wählten, ohne Blick auf Text oder Bilder.</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>A ranking by chance: what any figure looks like without knowledge.</source>
        <translation>Eine zufällige Reihenfolge: wie jede Kennzahl ohne Wissen aussieht.</translation>
    </message>
    <message>
        <source>Matrix factorisation</source>
        <translation>Matrixfaktorisierung</translation>
    </message>
    <message>
        <source>A vector for each shopper and product, learned from who met what alone.</source>
        <translation>Ein Vektor je Kunde und Produkt, allein daraus gelernt, wer was kannte.</translation>
    </message>
    <message>
        <source>Visual factorisation</source>
        <translation>Faktorisierung mit Inhalt</translation>
    </message>
    <message>
        <source>Matrix factorisation that also learns tastes in texts and pictures.</source>
        <translation>Matrixfaktorisierung, die auch Vorlieben in Texten und Bildern lernt.</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>Shoppers and products learn from those they are linked with.</source>
        <translation>Kunden und Produkte lernen von denen, mit denen sie verbunden sind.</translation>
    </message>
    <message>
        <source>Graph with content</source>
        <translation>Graph mit Inhalt</translation>
    </message>
    <message>
        <source>The graph, and links between products that look or read alike.</source>
        <translation>Der Graph, dazu Verbindungen zwischen Produkten, die ähnlich aussehen oder ähnlich beschrieben sind.</translation>
    </message>
    <message>
        <source>Recent popularity</source>
        <translation>Zuletzt beliebt</translation>
    </message>
    <message>
        <source>The best sellers of late: a sale counts less with every day that has passed.</source>
        <translation>Was sich zuletzt gut verkauft: Ein Kauf zählt mit jedem Tag weniger.</translation>
    </message>
    <message>
        <source>Several runs together</source>
        <translation>Mehrere Läufe zusammen</translation>
    </message>
    <message>
        <source>The scores of trained runs that you name, added up.</source>
        <translation>Die Bewertungen trainierter Läufe, die Sie nennen, zusammengezählt.</translation>
    </message>
</context>
<context>
    <name>haberdash::Stages</name>
    <message>
        <source>backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>comparisons</source>
        <translation>Vergleiche</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>intervals</source>
        <translation>Intervalle</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>shoppers</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <source>storing</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>tastes</source>
        <translation>Geschmäcker</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>ranking</source>
        <translation>Rangliste</translation>
    </message>
    <message>
        <source>rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>waiting for the other processes</source>
        <translation>wartet auf die anderen Prozesse</translation>
    </message>
</context>
<context>
    <name>haberdash::ui</name>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation>Empfehlen</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ArmsDialog</name>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 bis %3)</translation>
    </message>
    <message>
        <source>Only one of the runs was met by shoppers yet: nothing to compare.</source>
        <translation>Bisher traf die Kundschaft nur auf einen der Läufe: Es gibt nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>Experiment of the service</source>
        <translation>Versuch des Dienstes</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>What shoppers did under each run</source>
        <translation>Was die Kundschaft unter jedem Lauf tat</translation>
    </message>
    <message>
        <source>&amp;Experiment</source>
        <translation>&amp;Versuch</translation>
    </message>
    <message numerus="yes">
        <source>%n shopper(s) met both runs and are left out.</source>
        <translation>
            <numerusform>%n Person traf auf beide Läufe und zählt nicht mit.</numerusform>
            <numerusform>%n Personen trafen auf beide Läufe und zählen nicht mit.</numerusform>
        </translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Shoppers</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Besuche</translation>
    </message>
    <message>
        <source>Acts a shopper</source>
        <translation>Handlungen je Person</translation>
    </message>
    <message>
        <source>Share that chose something</source>
        <translation>Anteil, der etwas wählte</translation>
    </message>
    <message>
        <source>%1 percentage points (%2 to %3; p %4)</source>
        <translation>%1 Prozentpunkte (%2 bis %3; p %4)</translation>
    </message>
    <message>
        <source>No difference beyond chance yet: the share of shoppers who put something into the cart, bought or liked is under %2 that under %1 plus %3.</source>
        <translation>Noch kein Unterschied über den Zufall hinaus: Der Anteil der Personen, die etwas in den Warenkorb legten, kauften oder mochten, ist unter %2 der unter %1 plus %3.</translation>
    </message>
    <message>
        <source>%1 does better than %2: the share of shoppers who put something into the cart, bought or liked differs by %3.</source>
        <translation>%1 ist besser als %2: Der Anteil der Personen, die etwas in den Warenkorb legten, kauften oder mochten, unterscheidet sich um %3.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::AudiencePicker</name>
    <message>
        <source>Persona or shopper</source>
        <translation>Persona oder Person</translation>
    </message>
    <message>
        <source>Find a persona or shopper</source>
        <translation>Persona oder Person suchen</translation>
    </message>
    <message>
        <source>Personas and shoppers</source>
        <translation>Personas und Personen</translation>
    </message>
    <message>
        <source>My own session</source>
        <translation>Eigene Sitzung</translation>
    </message>
    <message>
        <source>My own session, built by clicking products</source>
        <translation>Eigene Sitzung, durch Klicks auf Produkte gebildet</translation>
    </message>
    <message>
        <source>Personas</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Shoppers</source>
        <translation>Personen</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n event(s)</source>
        <translation>
            <numerusform>%1 · %n Ereignis</numerusform>
            <numerusform>%1 · %n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody has these words in name or id.</source>
        <translation>Niemand hat diese Wörter in Name oder Nummer.</translation>
    </message>
    <message>
        <source>My taste (%1)</source>
        <translation>Mein Geschmack (%1)</translation>
    </message>
    <message>
        <source>My taste, from my own labels (%1)</source>
        <translation>Mein Geschmack, nach meinen eigenen Urteilen (%1)</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::CatalogBrowser</name>
    <message>
        <source>No products yet</source>
        <translation>Noch keine Produkte</translation>
    </message>
    <message>
        <source>Import products…</source>
        <translation>Produkte importieren …</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Search by meaning</source>
        <translation>Nach Bedeutung suchen</translation>
    </message>
    <message>
        <source>Search words, or drop a picture</source>
        <translation>Wörter suchen oder ein Bild ablegen</translation>
    </message>
    <message>
        <source>Search products</source>
        <translation>Produkte suchen</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Best match</source>
        <translation>Beste Treffer</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Price: low to high</source>
        <translation>Preis aufsteigend</translation>
    </message>
    <message>
        <source>Price: high to low</source>
        <translation>Preis absteigend</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>Kachelgröße</translation>
    </message>
    <message>
        <source>Tile size (Ctrl + wheel)</source>
        <translation>Kachelgröße (Strg + Mausrad)</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Import a shop&apos;s catalog to begin.</source>
        <translation>Zum Beginnen den Katalog eines Geschäfts importieren.</translation>
    </message>
    <message>
        <source>No product passes all of the filters.</source>
        <translation>Kein Produkt erfüllt alle Filter.</translation>
    </message>
    <message>
        <source>No product holds: %1</source>
        <translation>Kein Produkt enthält: %1</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>No product that passes the filters holds: %1</source>
        <translation>Kein Produkt, das durch die Filter passt, enthält: %1</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::CatalogView</name>
    <message>
        <source>&amp;Search products</source>
        <translation>Produkte &amp;suchen</translation>
    </message>
    <message>
        <source>Type words; the grid narrows with every key.</source>
        <translation>Wörter tippen; das Raster wird mit jeder Taste enger.</translation>
    </message>
    <message>
        <source>&amp;Open details</source>
        <translation>Details ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show everything about the product.</source>
        <translation>Alles über das Produkt zeigen.</translation>
    </message>
    <message>
        <source>&amp;Add to session</source>
        <translation>Zur Sitzung &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Add a view of the product to the session, so that recommendations follow it.</source>
        <translation>Das Ansehen des Produkts in die Sitzung aufnehmen, damit die Empfehlungen ihm folgen.</translation>
    </message>
    <message>
        <source>Select &amp;all that match</source>
        <translation>&amp;Alle passenden auswählen</translation>
    </message>
    <message>
        <source>Select every product that passes the filters.</source>
        <translation>Jedes Produkt auswählen, das die Filter erfüllt.</translation>
    </message>
    <message>
        <source>&amp;Copy product id</source>
        <translation>Produktnummer &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the shop&apos;s own id of the product.</source>
        <translation>Die Produktnummer des Geschäfts kopieren.</translation>
    </message>
    <message>
        <source>Clear &amp;filters</source>
        <translation>&amp;Filter löschen</translation>
    </message>
    <message>
        <source>Show the whole catalog again.</source>
        <translation>Wieder den ganzen Katalog zeigen.</translation>
    </message>
    <message>
        <source>S&amp;imilar products</source>
        <translation>Äh&amp;nliche Produkte</translation>
    </message>
    <message>
        <source>Show the products that are most like this one, by text and picture.</source>
        <translation>Die Produkte zeigen, die diesem nach Text und Bild am ähnlichsten sind.</translation>
    </message>
    <message>
        <source>Search by &amp;picture…</source>
        <translation>Mit einem &amp;Bild suchen …</translation>
    </message>
    <message>
        <source>Choose a picture file and see the products that look like it.</source>
        <translation>Eine Bilddatei wählen und die Produkte sehen, die ihr ähneln.</translation>
    </message>
    <message>
        <source>Search by &amp;meaning</source>
        <translation>Nach Be&amp;deutung suchen</translation>
    </message>
    <message>
        <source>Find products that mean what the search field says, without its very words.</source>
        <translation>Produkte finden, die meinen, was im Suchfeld steht, auch ohne dieselben Wörter.</translation>
    </message>
    <message>
        <source>Similar to %1</source>
        <translation>Ähnlich wie %1</translation>
    </message>
    <message>
        <source>By meaning: %1</source>
        <translation>Nach Bedeutung: %1</translation>
    </message>
    <message>
        <source>Similar to the picture %1</source>
        <translation>Ähnlich wie das Bild %1</translation>
    </message>
    <message>
        <source>%1 – looking…</source>
        <translation>%1 – wird gesucht …</translation>
    </message>
    <message>
        <source>Compute features</source>
        <translation>Merkmale berechnen</translation>
    </message>
    <message>
        <source>Search by picture</source>
        <translation>Mit einem Bild suchen</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>Bilder (%1)</translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) added to the session.</source>
        <translation>
            <numerusform>%n Produkt zur Sitzung hinzugefügt.</numerusform>
            <numerusform>%n Produkte zur Sitzung hinzugefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>&amp;Like</source>
        <translation>&amp;Gefällt</translation>
    </message>
    <message>
        <source>Label the selected products as liked.</source>
        <translation>Die ausgewählten Produkte als „gefällt“ bewerten.</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>Gefällt</translation>
    </message>
    <message>
        <source>&amp;Dislike</source>
        <translation>Gefällt &amp;nicht</translation>
    </message>
    <message>
        <source>Label the selected products as disliked.</source>
        <translation>Die ausgewählten Produkte als „gefällt nicht“ bewerten.</translation>
    </message>
    <message>
        <source>Dislike</source>
        <translation>Gefällt nicht</translation>
    </message>
    <message>
        <source>Rate &amp;%1</source>
        <translation>Note &amp;%1</translation>
    </message>
    <message>
        <source>Rate the selected products.</source>
        <translation>Die ausgewählten Produkte benoten.</translation>
    </message>
    <message>
        <source>Rating %1</source>
        <translation>Note %1</translation>
    </message>
    <message>
        <source>&amp;Clear labels</source>
        <translation>Urteile &amp;löschen</translation>
    </message>
    <message>
        <source>Take back likes and ratings of the selected products.</source>
        <translation>Urteile und Noten der ausgewählten Produkte zurücknehmen.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>%1, for “%2”</source>
        <comment>a label and a persona</comment>
        <translation>%1, für „%2“</translation>
    </message>
    <message numerus="yes">
        <source>%1 applied to %n product(s).</source>
        <translation>
            <numerusform>%1 auf %n Produkt angewendet.</numerusform>
            <numerusform>%1 auf %n Produkte angewendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: press the key again to apply it to all that are selected.</source>
        <translation>%1: dieselbe Taste noch einmal, um es auf die ganze Auswahl anzuwenden.</translation>
    </message>
    <message numerus="yes">
        <source>Apply to %n</source>
        <translation>
            <numerusform>Auf %n anwenden</numerusform>
            <numerusform>Auf %n anwenden</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo l&amp;abel</source>
        <translation>&amp;Urteil zurücknehmen</translation>
    </message>
    <message>
        <source>Take back the last label, or the last labels given together.</source>
        <translation>Das letzte Urteil zurücknehmen, oder die zuletzt gemeinsam gegebenen.</translation>
    </message>
    <message>
        <source>R&amp;edo label</source>
        <translation>Urteil w&amp;ieder geben</translation>
    </message>
    <message>
        <source>Give again the label that was taken back.</source>
        <translation>Das zurückgenommene Urteil wieder gelten lassen.</translation>
    </message>
    <message>
        <source>That was taken back already.</source>
        <translation>Das wurde schon zurückgenommen.</translation>
    </message>
    <message>
        <source>The labels could not be handed over, and nothing was labelled: writing to %1 failed (%2); make room there and try again.</source>
        <translation>Die Urteile konnten nicht übergeben werden, und nichts wurde beurteilt: Schreiben nach %1 ist misslungen (%2); schaffen Sie dort Platz und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Chart</name>
    <message>
        <source>Show the figures as a table</source>
        <translation>Die Zahlen als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Export chart and figures…</source>
        <translation>Diagramm und Zahlen ausgeben …</translation>
    </message>
    <message>
        <source>%1, chart</source>
        <translation>%1, Diagramm</translation>
    </message>
    <message>
        <source>%1, table</source>
        <translation>%1, Tabelle</translation>
    </message>
    <message>
        <source>Point at the chart, or use ← and →, to read it.</source>
        <translation>Zum Ablesen auf das Diagramm zeigen oder ← und → verwenden.</translation>
    </message>
    <message>
        <source> (%1 … %2)</source>
        <translation> (%1 … %2)</translation>
    </message>
    <message>
        <source>Export chart and figures</source>
        <translation>Diagramm und Zahlen ausgeben</translation>
    </message>
    <message>
        <source>Picture (*.png);;Vector drawing (*.svg);;Document (*.pdf)</source>
        <translation>Bild (*.png);;Vektorzeichnung (*.svg);;Dokument (*.pdf)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Chip</name>
    <message>
        <source>Press to take it away</source>
        <translation>Drücken nimmt es weg</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ClickPanel</name>
    <message>
        <source>Click model</source>
        <translation>Klickmodell</translation>
    </message>
    <message>
        <source>Cascade</source>
        <translation>Kaskade</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Dependent click</source>
        <translation>Abhängige Klicks</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>Abfall</translation>
    </message>
    <message>
        <source>Rank r is looked at with probability 1 / r to this power: 0 looks at all.</source>
        <translation>Rang r wird mit der Wahrscheinlichkeit 1 / r hoch diese Zahl angesehen: 0 sieht alle an.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>Probability of going on to the next product after one was not clicked.</source>
        <translation>Wahrscheinlichkeit, zum nächsten Produkt weiterzugehen, nachdem eines nicht angeklickt wurde.</translation>
    </message>
    <message>
        <source>Persistence</source>
        <translation>Ausdauer</translation>
    </message>
    <message>
        <source>After a click at rank r, goes on with this to the power of r.</source>
        <translation>Nach einem Klick auf Rang r geht es mit dieser Zahl hoch r weiter.</translation>
    </message>
    <message>
        <source>Wanted product</source>
        <translation>Gesuchtes Produkt</translation>
    </message>
    <message>
        <source>Probability that a product which the session goes on to is clicked, once it is looked at.</source>
        <translation>Wahrscheinlichkeit, dass ein Produkt angeklickt wird, zu dem die Sitzung noch kommt, sobald es angesehen wird.</translation>
    </message>
    <message>
        <source>Other product</source>
        <translation>Anderes Produkt</translation>
    </message>
    <message>
        <source>Probability that any other product is clicked, once it is looked at.</source>
        <translation>Wahrscheinlichkeit, dass irgendein anderes Produkt angeklickt wird, sobald es angesehen wird.</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>Ziehungen</translation>
    </message>
    <message>
        <source>How often the clicks are drawn; more draws, narrower intervals.</source>
        <translation>Wie oft die Klicks gezogen werden; mehr Ziehungen, engere Intervalle.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed gives the same clicks.</source>
        <translation>Der gleiche Startwert ergibt die gleichen Klicks.</translation>
    </message>
    <message>
        <source>Each rank is looked at by itself, lower ones less often, whatever was clicked.</source>
        <translation>Jeder Rang wird für sich angesehen, hintere seltener, was auch angeklickt wurde.</translation>
    </message>
    <message>
        <source>From the top down; after a click the list may be gone through further.</source>
        <translation>Von oben nach unten; nach einem Klick geht es vielleicht in der Liste weiter.</translation>
    </message>
    <message>
        <source>From the top down to the first click, then the list is left.</source>
        <translation>Von oben nach unten bis zum ersten Klick, dann wird die Liste verlassen.</translation>
    </message>
    <message>
        <source>a new one</source>
        <translation>ein neuer</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::CommandPalette</name>
    <message>
        <source>Search products and shoppers, or run a command</source>
        <translation>Produkte und Kundschaft suchen oder einen Befehl ausführen</translation>
    </message>
    <message>
        <source>Search or run</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::CommandTable</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ComparisonTable</name>
    <message>
        <source>Only differences</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>These runs differ in nothing.</source>
        <translation>Diese Läufe unterscheiden sich in nichts.</translation>
    </message>
    <message>
        <source>Chosen runs side by side</source>
        <translation>Gewählte Läufe nebeneinander</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message numerus="yes">
        <source>%n runs side by side</source>
        <translation>
            <numerusform>%n Lauf nebeneinander</numerusform>
            <numerusform>%n Läufe nebeneinander</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · baseline</source>
        <translation>%1 · Bezugslauf</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ConflictPanel</name>
    <message>
        <source>Conflicts</source>
        <translation>Uneinigkeiten</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Settled as</source>
        <translation>Entschieden als</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>annotator and answer</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source> or </source>
        <comment>between two products</comment>
        <translation> oder </translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Annotators disagree on these; choose what shall count.</source>
        <translation>Hier ist man sich uneinig; auswählen, was gelten soll.</translation>
    </message>
    <message>
        <source>No conflicts: annotators who answered the same question for a persona gave the same answer, or nobody shares one yet. What people like themselves is never in conflict.</source>
        <translation>Keine Uneinigkeit: Wer dieselbe Frage für eine Persona beantwortet hat, hat sie gleich beantwortet, oder es gibt noch keine gemeinsame. Was jemandem selbst gefällt, steht nie im Widerspruch.</translation>
    </message>
    <message>
        <source>tie</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>neither</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>like</source>
        <translation>gefällt</translation>
    </message>
    <message>
        <source>dislike</source>
        <translation>gefällt nicht</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Dislike</source>
        <translation>Gefällt nicht</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>Gefällt</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::DetailPage</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>Geschlecht</translation>
    </message>
    <message>
        <source>Season</source>
        <translation>Jahreszeit</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Anlass</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Product id</source>
        <translation>Produktnummer</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>From: %1 row %2, imported %3</source>
        <translation>Aus: %1, Zeile %2, importiert %3</translation>
    </message>
    <message>
        <source>From: %1, imported %2</source>
        <translation>Aus: %1, importiert %2</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 Pixel</translation>
    </message>
    <message>
        <source>Looking for similar products…</source>
        <translation>Ähnliche Produkte werden gesucht …</translation>
    </message>
    <message>
        <source>Nothing is similar: this product has neither features of text nor of its picture yet.</source>
        <translation>Nichts ist ähnlich: Von diesem Produkt gibt es noch keine Merkmale, weder des Textes noch des Bildes.</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Vorheriges</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächstes</translation>
    </message>
    <message>
        <source>Mix of text and image</source>
        <translation>Mischung aus Text und Bild</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Compute features</source>
        <translation>Merkmale berechnen</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>Verkleinern (−)</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit (0)</source>
        <translation>Einpassen (0)</translation>
    </message>
    <message>
        <source>Zoom of the picture</source>
        <translation>Vergrößerung des Bildes</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the grid (Esc)</source>
        <translation>Zurück zum Raster (Esc)</translation>
    </message>
    <message>
        <source>Previous product (←)</source>
        <translation>Vorheriges Produkt (←)</translation>
    </message>
    <message>
        <source>Next product (→)</source>
        <translation>Nächstes Produkt (→)</translation>
    </message>
    <message>
        <source>Place in the grid</source>
        <translation>Platz im Raster</translation>
    </message>
    <message>
        <source>Facts about the product</source>
        <translation>Angaben zum Produkt</translation>
    </message>
    <message>
        <source>Similar products</source>
        <translation>Ähnliche Produkte</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::EncodersPage</name>
    <message>
        <source>Encoders</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Drop your own weights here: a torchvision .pth or .safetensors (ResNet-18, ResNet-50, VGG-16, Inception v3), an .onnx network, or the folder of a Hugging Face BERT. Nothing in a file is run.</source>
        <translation>Ziehen Sie eigene Gewichte hierher: eine .pth- oder .safetensors-Datei von torchvision (ResNet-18, ResNet-50, VGG-16, Inception v3), ein .onnx-Netz oder den Ordner eines BERT von Hugging Face. Nichts in einer Datei wird ausgeführt.</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>Datei hinzufügen…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Weights (*.pth *.pt *.bin *.safetensors *.onnx)</source>
        <translation>Gewichte (*.pth *.pt *.bin *.safetensors *.onnx)</translation>
    </message>
    <message>
        <source>Folder of a BERT</source>
        <translation>Ordner eines BERT</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>%1 wird angesehen…</translation>
    </message>
    <message>
        <source>Add the encoder %1</source>
        <translation>Encoder %1 hinzufügen</translation>
    </message>
    <message>
        <source>Added as %1.</source>
        <translation>Als %1 hinzugefügt.</translation>
    </message>
    <message>
        <source>Check the encoders</source>
        <translation>Encoder prüfen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <source>Of what it was made from: %1
Of the weights, compared just now: %2</source>
        <translation>Dessen, woraus er gemacht wurde: %1
Der Gewichte, eben verglichen: %2</translation>
    </message>
    <message>
        <source>Use for this project</source>
        <translation>Für dieses Projekt nutzen</translation>
    </message>
    <message>
        <source>Computes the features of this project&apos;s products with the chosen encoder; a run that is trained afterwards looks at them</source>
        <translation>Berechnet die Merkmale der Produkte dieses Projekts mit dem gewählten Encoder; ein danach trainierter Lauf sieht sie an</translation>
    </message>
    <message>
        <source>Computing the features with %1…</source>
        <translation>Merkmale werden mit %1 berechnet …</translation>
    </message>
    <message>
        <source>Compute features</source>
        <translation>Merkmale berechnen</translation>
    </message>
    <message>
        <source>The features are computed with %1. Train a new run to look at them.</source>
        <translation>Die Merkmale sind mit %1 berechnet. Damit sie angesehen werden, einen neuen Lauf trainieren.</translation>
    </message>
    <message>
        <source>Computing the features with %1 was stopped.</source>
        <translation>Das Berechnen der Merkmale mit %1 wurde beendet.</translation>
    </message>
    <message numerus="yes">
        <source>%n encoder(s) damaged: add again from the source.</source>
        <translation>
            <numerusform>%n Encoder ist beschädigt: aus seiner Quelle neu hinzufügen.</numerusform>
            <numerusform>%n Encoder sind beschädigt: aus ihren Quellen neu hinzufügen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::EngineClient::Engine</name>
    <message>
        <source>The project was closed.</source>
        <translation>Das Projekt wurde geschlossen.</translation>
    </message>
    <message>
        <source>No project is open; open one first.</source>
        <translation>Kein Projekt ist geöffnet; zuerst eines öffnen.</translation>
    </message>
    <message>
        <source>The engine keeps ending unexpectedly; wait a minute and try again.</source>
        <translation>Der Rechenkern endet immer wieder unerwartet; eine Minute warten und erneut versuchen.</translation>
    </message>
    <message>
        <source>The engine ended unexpectedly; the next request starts it again.</source>
        <translation>Der Rechenkern endete unerwartet; die nächste Anfrage startet ihn neu.</translation>
    </message>
    <message>
        <source>The engine %1 could not be started; install Haberdash again.</source>
        <translation>Der Rechenkern %1 ließ sich nicht starten; Haberdash neu installieren.</translation>
    </message>
    <message>
        <source>The engine gave an answer that cannot be read.</source>
        <translation>Der Rechenkern gab eine Antwort, die sich nicht lesen lässt.</translation>
    </message>
    <message>
        <source>The engine took too long to answer; the next request starts it again.</source>
        <translation>Der Rechenkern antwortete zu lange nicht; die nächste Anfrage startet ihn neu.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::EvaluatePage</name>
    <message>
        <source>Metric of the chart</source>
        <translation>Kennzahl des Diagramms</translation>
    </message>
    <message>
        <source>List length of the comparison</source>
        <translation>Listenlänge des Vergleichs</translation>
    </message>
    <message>
        <source>Simulated shoppers: the figures say how well a model recovers the simulated tastes, not what real shoppers would do.</source>
        <translation>Simulierte Personen: Die Zahlen sagen, wie gut ein Modell den simulierten Geschmack wiederfindet, nicht, was wirkliche Kundschaft täte.</translation>
    </message>
    <message>
        <source>&amp;Metric</source>
        <translation>&amp;Kennzahl</translation>
    </message>
    <message>
        <source>compared &amp;at</source>
        <translation>verglichen &amp;bei</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>All ranking metrics</source>
        <translation>Alle Kennzahlen der Rangfolge</translation>
    </message>
    <message>
        <source>Likelihood of preference, on held-out examples</source>
        <translation>Wahrscheinlichkeit des Gefallens, an zurückbehaltenen Beispielen</translation>
    </message>
    <message>
        <source>Beyond accuracy</source>
        <translation>Jenseits der Genauigkeit</translation>
    </message>
    <message>
        <source>How this was measured</source>
        <translation>Wie gemessen wurde</translation>
    </message>
    <message>
        <source>k = %1</source>
        <translation>k = %1</translation>
    </message>
    <message>
        <source>Choose two runs or more to see whether they differ beyond the noise.</source>
        <translation>Zwei oder mehr Läufe wählen, um zu sehen, ob sie sich über das Rauschen hinaus unterscheiden.</translation>
    </message>
    <message>
        <source>These runs were not evaluated together at %1 yet; press Evaluate to compare them shopper by shopper.</source>
        <translation>Diese Läufe wurden noch nicht gemeinsam bei %1 ausgewertet; „Auswerten“ vergleicht sie Person für Person.</translation>
    </message>
    <message>
        <source>%1: %2 shoppers, %3 without anything relevant left out</source>
        <translation>%1: %2 Personen, %3 ohne etwas Relevantes ausgelassen</translation>
    </message>
    <message>
        <source>, %1 products ranked, %2 ties</source>
        <translation>, %1 Produkte geordnet, %2 Gleichstände</translation>
    </message>
    <message>
        <source>, split %1</source>
        <translation>, Aufteilung %1</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Full ranking over all products on the %1 shoppers, never a sample. What a shopper already had is masked. Ties go by score, then by product id. NDCG: binary gain, log2 discount, ideal over min(relevant, k). MAP@k divides by min(relevant, k), MAP (all relevant) by the relevant. Intervals: percentile bootstrap over shoppers; p: paired randomization test.</source>
        <translation>Vollständige Rangfolge aller Produkte für die Personen der Aufteilung „%1“, nie eine Stichprobe. Was eine Person schon hatte, ist ausgenommen. Bei Gleichstand entscheidet der Wert, dann die Produktnummer. NDCG: binärer Gewinn, log2-Abschlag, Ideal über min(relevante, k). MAP@k teilt durch min(relevante, k), MAP (alle relevanten) durch die relevanten. Intervalle: Perzentil-Bootstrap über Personen; p: gepaarter Randomisierungstest.</translation>
    </message>
    <message>
        <source>%1 split, full ranking, 95 % bootstrap intervals over %2 shoppers.</source>
        <translation>Aufteilung %1, vollständige Rangfolge, 95-%-Bootstrap-Intervalle über %2 Personen.</translation>
    </message>
    <message>
        <source>Simulated shoppers.</source>
        <translation>Simulierte Personen.</translation>
    </message>
    <message>
        <source>● beyond the noise, ○ within it</source>
        <translation>● jenseits des Rauschens, ○ innerhalb</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::EvaluateView</name>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Ranks every product for every shopper of the split (Ctrl+Enter)</source>
        <translation>Ordnet jedes Produkt für jede Person der Aufteilung (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Trains popularity, random, content and bought-together runs that any model must beat</source>
        <translation>Trainiert Läufe nach Beliebtheit, Zufall, Inhalt und „zusammen gekauft“, die jedes Modell schlagen muss</translation>
    </message>
    <message>
        <source>&amp;Evaluate ticked runs</source>
        <translation>Angekreuzte Läufe &amp;auswerten</translation>
    </message>
    <message>
        <source>Ranks every product for every shopper of the split</source>
        <translation>Ordnet jedes Produkt für jede Person der Aufteilung</translation>
    </message>
    <message>
        <source>Trains the simple models that any other has to beat</source>
        <translation>Trainiert die einfachen Modelle, die jedes andere schlagen muss</translation>
    </message>
    <message>
        <source>Chart as &amp;table</source>
        <translation>Diagramm als &amp;Tabelle</translation>
    </message>
    <message>
        <source>Shows the chart&apos;s figures as a table, and back</source>
        <translation>Zeigt die Zahlen des Diagramms als Tabelle und zurück</translation>
    </message>
    <message>
        <source>E&amp;xport chart and figures…</source>
        <translation>Diagramm und Zahlen aus&amp;geben …</translation>
    </message>
    <message>
        <source>Writes the chart, its figures as CSV and the runs&apos; settings</source>
        <translation>Schreibt das Diagramm, seine Zahlen als CSV und die Einstellungen der Läufe</translation>
    </message>
    <message>
        <source>The test shoppers are for the last word. Looking is one logged act per run: a model chosen by them would look better than it is.</source>
        <translation>Die Testpersonen sind für das letzte Wort. Jeder Blick wird je Lauf festgehalten: Ein nach ihnen gewähltes Modell sähe besser aus, als es ist.</translation>
    </message>
    <message>
        <source>The validation shoppers are for choosing between runs, as often as you like.</source>
        <translation>Die Validierungspersonen dienen der Wahl zwischen Läufen, beliebig oft.</translation>
    </message>
    <message>
        <source>Not evaluated yet</source>
        <translation>Noch nicht ausgewertet</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>Tick the runs to compare, then evaluate them.</source>
        <translation>Läufe zum Vergleichen ankreuzen, dann auswerten.</translation>
    </message>
    <message>
        <source>The ticked runs have no figures on this split.</source>
        <translation>Die angekreuzten Läufe haben keine Zahlen zu dieser Aufteilung.</translation>
    </message>
    <message>
        <source>Evaluate ticked runs</source>
        <translation>Angekreuzte Läufe auswerten</translation>
    </message>
    <message>
        <source>This opens the test split for %1; the time is written into the run and stays there.</source>
        <translation>Das öffnet die Testaufteilung für %1; der Zeitpunkt wird in den Lauf geschrieben und bleibt dort.</translation>
    </message>
    <message>
        <source>Open the test split</source>
        <translation>Testaufteilung öffnen</translation>
    </message>
    <message numerus="yes">
        <source>Evaluate %n run(s)</source>
        <translation>
            <numerusform>%n Lauf auswerten</numerusform>
            <numerusform>%n Läufe auswerten</numerusform>
        </translation>
    </message>
    <message>
        <source>Evaluating…</source>
        <translation>Auswertung läuft …</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Evaluating… %1  %2</source>
        <translation>Auswertung läuft … %1  %2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Train %1</source>
        <translation>%1 trainieren</translation>
    </message>
    <message>
        <source>Add simple models</source>
        <translation>Einfache Modelle ergänzen</translation>
    </message>
    <message>
        <source>Add &amp;simple models</source>
        <translation>&amp;Einfache Modelle ergänzen</translation>
    </message>
    <message>
        <source>Evaluation judges trained runs. The simple models train in seconds and say what any other has to beat.</source>
        <translation>Ausgewertet werden trainierte Läufe. Die einfachen Modelle sind in Sekunden trainiert und sagen, was jedes andere schlagen muss.</translation>
    </message>
    <message>
        <source>Train the simple models and evaluate</source>
        <translation>Einfache Modelle trainieren und auswerten</translation>
    </message>
    <message>
        <source>Training %1…</source>
        <translation>%1 wird trainiert …</translation>
    </message>
    <message>
        <source>Experiment of the &amp;service…</source>
        <translation>Versuch des &amp;Dienstes …</translation>
    </message>
    <message>
        <source>Shows what shoppers did under each of two runs that served them</source>
        <translation>Zeigt, was die Kundschaft unter jedem von zwei Läufen tat, die sie bedienten</translation>
    </message>
    <message>
        <source>Judge the service&apos;s experiment</source>
        <translation>Versuch des Dienstes beurteilen</translation>
    </message>
    <message>
        <source>Judging the experiment…</source>
        <translation>Versuch wird beurteilt …</translation>
    </message>
    <message>
        <source>No experiment was held yet. The service holds one between two runs: haberdashctl serve PROJECT --run r1 --challenger r2.</source>
        <translation>Es gab noch keinen Versuch. Der Dienst führt ihn zwischen zwei Läufen durch: haberdashctl serve PROJEKT --run r1 --challenger r2.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Evaluation</name>
    <message>
        <source>%1 at k, with 95 % intervals</source>
        <translation>%1 bei k, mit 95-%-Intervallen</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>p &lt; 0.001</source>
        <translation>p &lt; 0,001</translation>
    </message>
    <message>
        <source>p = %1</source>
        <translation>p = %1</translation>
    </message>
    <message>
        <source>%1 − %2 at %3: %4 (95 % %5 … %6, %7, randomization, %8 shoppers)</source>
        <translation>%1 − %2 bei %3: %4 (95 % %5 … %6, %7, Randomisierung, %8 Personen)</translation>
    </message>
    <message>
        <source>That is ahead of all others beyond the noise.</source>
        <translation>Das ist mehr als Rauschen vor allen anderen.</translation>
    </message>
    <message>
        <source>Ahead of %1 by no more than the noise.</source>
        <translation>Vor %1 nur im Rahmen des Rauschens.</translation>
    </message>
    <message>
        <source>Best: %1, with %2 %3.</source>
        <translation>Am besten: %1, mit %2 %3.</translation>
    </message>
    <message>
        <source>It is one of the simple models: no other is better yet. More events or labels, or longer training, may change that.</source>
        <translation>Es ist eines der einfachen Modelle: Noch ist kein anderes besser. Mehr Ereignisse oder Bewertungen oder längeres Training können das ändern.</translation>
    </message>
    <message>
        <source>Not compared with %1 yet: evaluate them together.</source>
        <translation>Mit %1 noch nicht verglichen: gemeinsam auswerten.</translation>
    </message>
    <message>
        <source>%1 after Holm&apos;s correction</source>
        <translation>%1 nach Holms Korrektur</translation>
    </message>
    <message>
        <source>These runs hold back different events (%1): their figures cannot be compared.</source>
        <translation>Diese Läufe halten verschiedene Ereignisse zurück (%1): Ihre Zahlen lassen sich nicht vergleichen.</translation>
    </message>
    <message>
        <source>Not to be compared with %1: %2. Products or events changed meanwhile, and they were judged on others. Press Evaluate; what still differs then has to be trained again.</source>
        <translation>Nicht mit %1 zu vergleichen: %2. Produkte oder Ereignisse haben sich inzwischen geändert, gemessen wurde an anderen. „Auswerten“ drücken; was dann noch abweicht, neu trainieren.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::EventStrip</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, left out</source>
        <translation>%1, ausgelassen</translation>
    </message>
    <message>
        <source>%1 just now</source>
        <translation>%1, gerade eben</translation>
    </message>
    <message>
        <source>Events that the ranking is made from, newest first</source>
        <translation>Ereignisse, aus denen die Rangfolge entsteht, Neuestes zuerst</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::EventWords</name>
    <message>
        <source>viewed</source>
        <translation>angesehen</translation>
    </message>
    <message>
        <source>put into the cart</source>
        <translation>in den Warenkorb gelegt</translation>
    </message>
    <message>
        <source>bought</source>
        <translation>gekauft</translation>
    </message>
    <message>
        <source>liked</source>
        <translation>gefällt</translation>
    </message>
    <message>
        <source>disliked</source>
        <translation>gefällt nicht</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::FacetListModel</name>
    <message numerus="yes">
        <source>%1, %n product(s), chosen</source>
        <translation>
            <numerusform>%1, %n Produkt, gewählt</numerusform>
            <numerusform>%1, %n Produkte, gewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n product(s)</source>
        <translation>
            <numerusform>%1, %n Produkt</numerusform>
            <numerusform>%1, %n Produkte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::FacetPanel</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::FacetSection</name>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>Geschlecht</translation>
    </message>
    <message>
        <source>Season</source>
        <translation>Jahreszeit</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Anlass</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>%1: show or hide</source>
        <translation>%1: zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Find in %1</source>
        <translation>In %1 suchen</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>Weniger</translation>
    </message>
    <message numerus="yes">
        <source>%n more…</source>
        <translation>
            <numerusform>%n weiterer …</numerusform>
            <numerusform>%n weitere …</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: show fewer</source>
        <translation>%1: weniger zeigen</translation>
    </message>
    <message>
        <source>%1: show all values</source>
        <translation>%1: alle Werte zeigen</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::FilterBar</name>
    <message>
        <source>Clear filters</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Number of products</source>
        <translation>Zahl der Produkte</translation>
    </message>
    <message>
        <source>%1 products</source>
        <translation>%1 Produkte</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>fact and value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>Ab %1</translation>
    </message>
    <message>
        <source>Up to %1</source>
        <translation>Bis %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>prices</comment>
        <translation>%1 bis %2</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::FirstRun</name>
    <message>
        <source>Explore, train, judge and show fashion recommendations.</source>
        <translation>Mode-Empfehlungen erkunden, trainieren, beurteilen und zeigen.</translation>
    </message>
    <message>
        <source>Explore the sample catalogue</source>
        <translation>Beispielkatalog erkunden</translation>
    </message>
    <message>
        <source>2,000 drawn products, 500 simulated shoppers and a first trained model</source>
        <translation>2.000 gezeichnete Produkte, 500 simulierte Personen und ein erstes Modell</translation>
    </message>
    <message>
        <source>Import products…</source>
        <translation>Produkte importieren …</translation>
    </message>
    <message>
        <source>or drop a folder or a CSV file here</source>
        <translation>oder einen Ordner oder eine CSV-Datei hier ablegen</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Projekt öffnen …</translation>
    </message>
    <message>
        <source>Ctrl+K does everything · ? shows the keys</source>
        <translation>Strg+K kann alles · ? zeigt die Tasten</translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>How to begin</source>
        <translation>Wie beginnen</translation>
    </message>
    <message>
        <source>%1  in %2</source>
        <comment>a project and its folder</comment>
        <translation>%1  in %2</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::HelpDialog</name>
    <message>
        <source>User guide</source>
        <translation>Handbuch</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::HistoryPanel</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Makes the chosen run the model that the whole window recommends with</source>
        <translation>Macht den gewählten Lauf zum Modell, mit dem das ganze Fenster empfiehlt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Writes a note on the chosen run (F2)</source>
        <translation>Schreibt eine Notiz zum gewählten Lauf (F2)</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Copies the command line that makes this run</source>
        <translation>Kopiert die Befehlszeile, die diesen Lauf erzeugt</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Opens the run&apos;s folder</source>
        <translation>Öffnet den Ordner des Laufs</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Deletes the chosen runs</source>
        <translation>Löscht die gewählten Läufe</translation>
    </message>
    <message>
        <source>Runs of this project</source>
        <translation>Läufe dieses Projekts</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Goes on with a run that was stopped or interrupted, from its last finished epoch</source>
        <translation>Setzt einen angehaltenen oder unterbrochenen Lauf nach seiner letzten fertigen Epoche fort</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Bezugslauf</translation>
    </message>
    <message>
        <source>Pins the chosen run: others are compared with it until another is pinned</source>
        <translation>Heftet den gewählten Lauf an: Andere werden mit ihm verglichen, bis ein anderer angeheftet wird</translation>
    </message>
    <message>
        <source>Train longer…</source>
        <translation>Länger trainieren …</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ImportDialog</name>
    <message>
        <source>New project from files</source>
        <translation>Neues Projekt aus Dateien</translation>
    </message>
    <message>
        <source>Import products</source>
        <translation>Produkte importieren</translation>
    </message>
    <message>
        <source>CSV, JSON Lines, a Kaggle fashion or H&amp;M folder, Amazon reviews or RecBole files. Pictures are found beside them.</source>
        <translation>CSV, JSON Lines, ein Kaggle-Fashion- oder H&amp;M-Ordner, Amazon-Rezensionen oder RecBole-Dateien. Bilder daneben werden gefunden.</translation>
    </message>
    <message>
        <source>Files and folders to import</source>
        <translation>Zu importierende Dateien und Ordner</translation>
    </message>
    <message>
        <source>Add file…</source>
        <translation>Datei hinzufügen …</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Project folder</source>
        <translation>Projektordner</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Told by itself</source>
        <translation>Von selbst erkannt</translation>
    </message>
    <message>
        <source>Choose a file or a folder to see what is in it.</source>
        <translation>Eine Datei oder einen Ordner wählen, um zu sehen, was darin ist.</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>Dateien werden angesehen</translation>
    </message>
    <message>
        <source>Which column holds what</source>
        <translation>Welche Spalte was enthält</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Column of the file</source>
        <translation>Spalte der Datei</translation>
    </message>
    <message>
        <source>Then read texts and pictures, so that models can learn from them</source>
        <translation>Danach Texte und Bilder lesen, damit Modelle daraus lernen können</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Add file</source>
        <translation>Datei hinzufügen</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Looking at the files…</source>
        <translation>Dateien werden angesehen …</translation>
    </message>
    <message>
        <source>Look at the files</source>
        <translation>Dateien ansehen</translation>
    </message>
    <message>
        <source>no picture missing</source>
        <translation>kein Bild fehlt</translation>
    </message>
    <message>
        <source>Found (%1): %2.</source>
        <translation>Gefunden (%1): %2.</translation>
    </message>
    <message>
        <source>Column for %1</source>
        <translation>Spalte für %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s)</source>
        <translation>
            <numerusform>%Ln Produkt</numerusform>
            <numerusform>%Ln Produkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln Ereignis</numerusform>
            <numerusform>%Ln Ereignisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) missing</source>
        <translation>
            <numerusform>%Ln Bild fehlt</numerusform>
            <numerusform>%Ln Bilder fehlen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) damaged</source>
        <translation>
            <numerusform>%Ln Bild beschädigt</numerusform>
            <numerusform>%Ln Bilder beschädigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) would be rejected</source>
        <translation>
            <numerusform>%Ln Zeile würde abgelehnt</numerusform>
            <numerusform>%Ln Zeilen würden abgelehnt</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>Nichts gewählt</translation>
    </message>
    <message>
        <source>Choose a product to see its picture, its facts and why it is recommended.</source>
        <translation>Ein Produkt wählen, um Bild und Merkmale zu sehen und warum es empfohlen wird.</translation>
    </message>
    <message>
        <source>About the product</source>
        <translation>Über das Produkt</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>From where</source>
        <translation>Woher</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>noch nicht gelesen</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>the file is missing</source>
        <translation>die Datei fehlt</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>the format is not supported</source>
        <translation>das Format wird nicht unterstützt</translation>
    </message>
    <message>
        <source>There is no trained model yet. Train one to see reasons.</source>
        <translation>Es gibt noch kein trainiertes Modell. Gründe sind zu sehen, sobald eines trainiert ist.</translation>
    </message>
    <message>
        <source>Choose a shopper or a persona in Recommend to see why this product is recommended.</source>
        <translation>Unter „Empfehlen“ eine Person oder Persona wählen, um zu sehen, warum dieses Produkt empfohlen wird.</translation>
    </message>
    <message>
        <source>Choose a shopper in Recommend to see what they did.</source>
        <translation>Unter „Empfehlen“ eine Person wählen, um zu sehen, was sie getan hat.</translation>
    </message>
    <message>
        <source>%1, latest first</source>
        <translation>%1, Neuestes zuerst</translation>
    </message>
    <message>
        <source>This product is among them.</source>
        <translation>Dieses Produkt ist darunter.</translation>
    </message>
    <message>
        <source>This product is not among them.</source>
        <translation>Dieses Produkt ist nicht darunter.</translation>
    </message>
    <message>
        <source>Product id</source>
        <translation>Produktnummer</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Picture&apos;s file</source>
        <translation>Bilddatei</translation>
    </message>
    <message>
        <source>Picture&apos;s SHA-256 begins</source>
        <translation>SHA-256 des Bildes beginnt</translation>
    </message>
    <message>
        <source>Text&apos;s SHA-256 begins</source>
        <translation>SHA-256 des Textes beginnt</translation>
    </message>
    <message>
        <source>The catalog has no description of it.</source>
        <translation>Der Katalog hat keine Beschreibung davon.</translation>
    </message>
    <message>
        <source>the catalog names none</source>
        <translation>der Katalog nennt keines</translation>
    </message>
    <message>
        <source>Model %1, for %2</source>
        <translation>Modell %1, für %2</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Job</name>
    <message>
        <source>The engine %1 could not be started; install Haberdash again.</source>
        <translation>Der Rechenkern %1 ließ sich nicht starten; Haberdash neu installieren.</translation>
    </message>
    <message>
        <source>“%1” was stopped by the system, most likely because memory ran out; close other programs and start it again.</source>
        <translation>„%1“ wurde vom System beendet, vermutlich weil der Speicher ausging; andere Programme schließen und erneut starten.</translation>
    </message>
    <message>
        <source>“%1” ended unexpectedly; nothing that was saved is lost. Start it again.</source>
        <translation>„%1“ endete unerwartet; Gespeichertes ist nicht verloren. Erneut starten.</translation>
    </message>
    <message>
        <source>“%1” did not work and gave no reason.</source>
        <translation>„%1“ gelang nicht und nannte keinen Grund.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::JobsStrip</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>All saved</source>
        <translation>Alles gespeichert</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Den Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy as command: the line that does the same in a terminal</source>
        <translation>Als Befehl kopieren: die Zeile, die im Terminal dasselbe tut</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1: fertig</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: cancelled</source>
        <translation>%1: abgebrochen</translation>
    </message>
    <message>
        <source>%1: stopping…</source>
        <translation>%1: wird angehalten …</translation>
    </message>
    <message>
        <source>Finish now</source>
        <translation>Jetzt beenden</translation>
    </message>
    <message>
        <source>Stops training; the run keeps its best epoch as the model</source>
        <translation>Beendet das Training; der Lauf behält seine beste Epoche als Modell</translation>
    </message>
    <message>
        <source>%1: stopped early</source>
        <translation>%1: vorzeitig beendet</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::KeysOverlay</name>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation>Empfehlen</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Single letters work while no text field has the focus. Change any key under Preferences.</source>
        <translation>Einzelne Buchstaben wirken, solange kein Textfeld den Fokus hat. Jede Taste lässt sich in den Einstellungen ändern.</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::LabelCanvas</name>
    <message>
        <source>%1, %2</source>
        <comment>title and price</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source> or </source>
        <comment>between two products</comment>
        <translation> oder </translation>
    </message>
    <message>
        <source>place %1</source>
        <translation>Platz %1</translation>
    </message>
    <message>
        <source>Best first: %1.</source>
        <comment>a ranking so far</comment>
        <translation>Bestes zuerst: %1.</translation>
    </message>
    <message>
        <source>Chosen before: %1.</source>
        <translation>Zuvor gewählt: %1.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>title and description</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::LabelList</name>
    <message>
        <source>Which labels</source>
        <translation>Welche Urteile</translation>
    </message>
    <message>
        <source>Likes and ratings</source>
        <translation>Einzelurteile und Noten</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Labels, newest first</source>
        <translation>Urteile, neueste zuerst</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Wer urteilt</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>themselves</source>
        <translation>sich selbst</translation>
    </message>
    <message>
        <source>Take the flag back</source>
        <translation>Meldung zurücknehmen</translation>
    </message>
    <message>
        <source>Rate &amp;%1</source>
        <translation>Note &amp;%1</translation>
    </message>
    <message>
        <source>Dislike</source>
        <translation>Gefällt nicht</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>Gefällt</translation>
    </message>
    <message>
        <source>No product is flagged.</source>
        <translation>Kein Produkt ist gemeldet.</translation>
    </message>
    <message>
        <source>No product was liked, disliked or rated by itself yet.</source>
        <translation>Noch wurde kein Produkt für sich allein gemocht, abgelehnt oder bewertet.</translation>
    </message>
    <message>
        <source>Pairs and rankings</source>
        <translation>Paare und Rangfolgen</translation>
    </message>
    <message>
        <source>No products were compared yet.</source>
        <translation>Noch wurden keine Produkte verglichen.</translation>
    </message>
    <message>
        <source>Take the ranking back</source>
        <translation>Rangfolge zurücknehmen</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Only %1 can change this label.</source>
        <translation>Nur %1 kann dieses Urteil ändern.</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::LabelSession</name>
    <message>
        <source>Asked in random order: %1</source>
        <translation>Zufällige Reihenfolge: %1</translation>
    </message>
    <message>
        <source>Asked in random order until a model is trained.</source>
        <translation>Zufällige Reihenfolge, bis ein Modell trainiert ist.</translation>
    </message>
    <message>
        <source>Asked in random order until texts and pictures are read.</source>
        <translation>Zufällige Reihenfolge, bis Texte und Bilder gelesen sind.</translation>
    </message>
    <message>
        <source>Asked in random order: the newest model does not know these products.</source>
        <translation>Zufällige Reihenfolge: Das neueste Modell kennt diese Produkte nicht.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::LabelView</name>
    <message>
        <source>&amp;Left product, or dislike</source>
        <translation>&amp;Linkes Produkt, oder gefällt nicht</translation>
    </message>
    <message>
        <source>Of a pair the left one; of a single product: dislike.</source>
        <translation>Bei Paaren das linke; beim einzelnen Produkt: gefällt nicht.</translation>
    </message>
    <message>
        <source>&amp;Right product, or like</source>
        <translation>&amp;Rechtes Produkt, oder gefällt</translation>
    </message>
    <message>
        <source>Of a pair the right one; of a single product: like.</source>
        <translation>Bei Paaren das rechte; beim einzelnen Produkt: gefällt.</translation>
    </message>
    <message>
        <source>&amp;Tie, or unsure</source>
        <translation>&amp;Unentschieden, oder unsicher</translation>
    </message>
    <message>
        <source>Both alike; of a single product: unsure.</source>
        <translation>Beide gleich; beim einzelnen Produkt: unsicher.</translation>
    </message>
    <message>
        <source>&amp;Neither</source>
        <translation>&amp;Keines</translation>
    </message>
    <message>
        <source>Neither of the two.</source>
        <translation>Keines von beiden.</translation>
    </message>
    <message>
        <source>Rate %1, or next in rank: product %1</source>
        <translation>Note %1, oder als Nächstes im Rang: Produkt %1</translation>
    </message>
    <message>
        <source>A rating, or the product that comes next in the ranking.</source>
        <translation>Eine Note, oder das Produkt, das in der Rangfolge als Nächstes kommt.</translation>
    </message>
    <message>
        <source>&amp;Done with the ranking</source>
        <translation>Rangfolge &amp;fertig</translation>
    </message>
    <message>
        <source>Products without a place count as behind the others.</source>
        <translation>Produkte ohne Platz zählen hinter den anderen.</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>Über&amp;springen</translation>
    </message>
    <message>
        <source>No answer; it is not asked again.</source>
        <translation>Keine Antwort; es wird nicht wieder gefragt.</translation>
    </message>
    <message>
        <source>&amp;Flag…</source>
        <translation>&amp;Melden …</translation>
    </message>
    <message>
        <source>Say what is wrong with the products.</source>
        <translation>Sagen, was an den Produkten nicht stimmt.</translation>
    </message>
    <message>
        <source>Take &amp;back</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>Undo the last decision and ask again.</source>
        <translation>Die letzte Entscheidung zurücknehmen und erneut fragen.</translation>
    </message>
    <message>
        <source>&amp;Undo label</source>
        <translation>Urteil &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Take back the last label, or the last labels given together.</source>
        <translation>Das letzte Urteil zurücknehmen, oder die zuletzt gemeinsam gegebenen.</translation>
    </message>
    <message>
        <source>&amp;Redo label</source>
        <translation>Urteil &amp;wiederherstellen</translation>
    </message>
    <message>
        <source>Give again the label that was taken back.</source>
        <translation>Das zurückgenommene Urteil wieder gelten lassen.</translation>
    </message>
    <message>
        <source>Re&amp;view labels</source>
        <translation>Urteile &amp;durchsehen</translation>
    </message>
    <message>
        <source>How far people agree, and what they disagree on.</source>
        <translation>Wie weit man sich einig ist, und worin nicht.</translation>
    </message>
    <message>
        <source>&amp;Export labels…</source>
        <translation>Urteile &amp;exportieren …</translation>
    </message>
    <message>
        <source>Write all labels to a CSV or JSON lines file.</source>
        <translation>Alle Urteile in eine CSV- oder JSON-Lines-Datei schreiben.</translation>
    </message>
    <message>
        <source>&amp;Import labels…</source>
        <translation>Urteile &amp;importieren …</translation>
    </message>
    <message>
        <source>Add labels that were exported or made elsewhere.</source>
        <translation>Urteile hinzufügen, die exportiert oder anderswo gegeben wurden.</translation>
    </message>
    <message>
        <source>Nothing to label yet</source>
        <translation>Noch nichts zu bewerten</translation>
    </message>
    <message>
        <source>Labels compare products: import at least two.</source>
        <translation>Urteile vergleichen Produkte: mindestens zwei importieren.</translation>
    </message>
    <message>
        <source>Everything was asked.</source>
        <translation>Alles wurde gefragt.</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>What is wrong?</source>
        <translation>Was stimmt nicht?</translation>
    </message>
    <message>
        <source>&amp;Picture wrong or missing</source>
        <translation>&amp;Bild falsch oder fehlt</translation>
    </message>
    <message>
        <source>&amp;Text wrong</source>
        <translation>&amp;Text falsch</translation>
    </message>
    <message>
        <source>Price &amp;wrong</source>
        <translation>&amp;Preis falsch</translation>
    </message>
    <message>
        <source>Should not be &amp;sold</source>
        <translation>Sollte nicht &amp;verkauft werden</translation>
    </message>
    <message>
        <source>&amp;Other…</source>
        <translation>&amp;Anderes …</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Melden</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Label preferences</source>
        <translation>Vorlieben bewerten</translation>
    </message>
    <message>
        <source>One key is one decision, and it is saved before the next question is shown.</source>
        <translation>Eine Taste ist eine Entscheidung, und sie ist gespeichert, bevor die nächste Frage erscheint.</translation>
    </message>
    <message>
        <source>How to ask</source>
        <translation>Art der Frage</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>Einzeln</translation>
    </message>
    <message>
        <source>Rank four</source>
        <translation>Vier ordnen</translation>
    </message>
    <message>
        <source>Rate 1–5</source>
        <translation>Noten 1–5</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Wer urteilt</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>Order of questions</source>
        <translation>Reihenfolge der Fragen</translation>
    </message>
    <message>
        <source>Mix: mostly what the model is unsure of</source>
        <translation>Mischung: vor allem, worin das Modell unsicher ist</translation>
    </message>
    <message>
        <source>What the model is unsure of</source>
        <translation>Worin das Modell unsicher ist</translation>
    </message>
    <message>
        <source>As different as can be</source>
        <translation>Möglichst Verschiedenes</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>Ask in</source>
        <translation>Fragen nach</translation>
    </message>
    <message>
        <source>You are</source>
        <translation>Es urteilt</translation>
    </message>
    <message>
        <source>Decide for</source>
        <translation>Entscheiden für</translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation>Zuerst fragen</translation>
    </message>
    <message>
        <source>Start labelling</source>
        <translation>Bewerten beginnen</translation>
    </message>
    <message>
        <source>Review labels</source>
        <translation>Urteile durchsehen</translation>
    </message>
    <message>
        <source>Myself</source>
        <translation>Mich selbst</translation>
    </message>
    <message>
        <source>No labels yet.</source>
        <translation>Noch keine Urteile.</translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) so far.</source>
        <translation>
            <numerusform>Bisher %n Urteil.</numerusform>
            <numerusform>Bisher %n Urteile.</numerusform>
        </translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Finish and review</source>
        <translation>Beenden und durchsehen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Dislike</source>
        <translation>Gefällt nicht</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>Gefällt</translation>
    </message>
    <message>
        <source>Product 1</source>
        <translation>Produkt 1</translation>
    </message>
    <message>
        <source>Product 2</source>
        <translation>Produkt 2</translation>
    </message>
    <message>
        <source>Product 3</source>
        <translation>Produkt 3</translation>
    </message>
    <message>
        <source>Product 4</source>
        <translation>Produkt 4</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Gar nicht</translation>
    </message>
    <message>
        <source>Little</source>
        <translation>Wenig</translation>
    </message>
    <message>
        <source>So-so</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Much</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Very much</source>
        <translation>Sehr gut</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>key and what it does</comment>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Change an earlier answer</source>
        <translation>Frühere Antwort ändern</translation>
    </message>
    <message>
        <source>What would suit %1?</source>
        <translation>Was passt zu %1?</translation>
    </message>
    <message>
        <source>How do you like this?</source>
        <translation>Wie gefällt das?</translation>
    </message>
    <message>
        <source>What do you like better?</source>
        <translation>Was gefällt besser?</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 per min · about %n min left</source>
        <translation>
            <numerusform>%1 pro Min. · noch etwa %n Min.</numerusform>
            <numerusform>%1 pro Min. · noch etwa %n Min.</numerusform>
        </translation>
    </message>
    <message>
        <source>Last ten:</source>
        <translation>Letzte zehn:</translation>
    </message>
    <message>
        <source>Deta&amp;ils, while held</source>
        <translation>E&amp;inzelheiten, solange gehalten</translation>
    </message>
    <message>
        <source>Shows the descriptions for as long as the key is held.</source>
        <translation>Zeigt die Beschreibungen, solange die Taste gehalten wird.</translation>
    </message>
    <message>
        <source>A product of this answer is no longer in the catalog.</source>
        <translation>Ein Produkt dieser Antwort ist nicht mehr im Katalog.</translation>
    </message>
    <message>
        <source>Only product %1</source>
        <translation>Nur Produkt %1</translation>
    </message>
    <message>
        <source>Only the &amp;left product</source>
        <translation>Nur das &amp;linke Produkt</translation>
    </message>
    <message>
        <source>Only the &amp;right product</source>
        <translation>Nur das &amp;rechte Produkt</translation>
    </message>
    <message>
        <source>%1/min</source>
        <translation>%1/min</translation>
    </message>
    <message>
        <source>%1 per min</source>
        <translation>%1 pro min</translation>
    </message>
    <message>
        <source>Change answer %1: %2</source>
        <translation>Antwort %1 ändern: %2</translation>
    </message>
    <message>
        <source>What would change the ranking most</source>
        <translation>Was die Rangliste am meisten ändern würde</translation>
    </message>
    <message>
        <source>Your own taste. Recommend ranks by it under “My taste”.</source>
        <translation>Der eigene Geschmack. „Empfehlen“ ordnet danach unter „Mein Geschmack“.</translation>
    </message>
    <message>
        <source>Say who you are first, for example with your initials.</source>
        <translation>Bitte zuerst sagen, wer Sie sind, etwa mit Ihren Initialen.</translation>
    </message>
    <message>
        <source>The same product twi&amp;ce</source>
        <translation>Dasselbe Produkt &amp;doppelt</translation>
    </message>
    <message>
        <source>What would suit %1? Best first.</source>
        <translation>Was passt zu %1? Das Beste zuerst.</translation>
    </message>
    <message>
        <source>What do you like? Best first.</source>
        <translation>Was gefällt Ihnen? Das Beste zuerst.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::LabelWords</name>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Ranking %1</source>
        <comment>numbers of products, best first</comment>
        <translation>Rangfolge %1</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>Gefällt</translation>
    </message>
    <message>
        <source>Dislike</source>
        <translation>Gefällt nicht</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Rating %1</source>
        <translation>Note %1</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Labels cleared</source>
        <translation>Urteile gelöscht</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>a decision and products</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source> or </source>
        <comment>between two products</comment>
        <translation> oder </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n product(s)</source>
        <translation>
            <numerusform>%1: %n Produkt</numerusform>
            <numerusform>%1: %n Produkte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, for “%2”</source>
        <comment>a label and a persona</comment>
        <translation>%1, für „%2“</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a flag and its reason</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>Es gibt nichts wiederherzustellen.</translation>
    </message>
    <message>
        <source>Taken back: %1.</source>
        <translation>Zurückgenommen: %1.</translation>
    </message>
    <message>
        <source>Holds again: %1.</source>
        <translation>Gilt wieder: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) (%1)</source>
        <translation>
            <numerusform>%n Urteil (%1)</numerusform>
            <numerusform>%n Urteile (%1)</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 as much as %2</source>
        <comment>two products</comment>
        <translation>%1 so sehr wie %2</translation>
    </message>
    <message>
        <source>Neither %1 nor %2</source>
        <comment>two products</comment>
        <translation>Weder %1 noch %2</translation>
    </message>
    <message>
        <source>%1 rather than %2</source>
        <comment>two products</comment>
        <translation>%1 lieber als %2</translation>
    </message>
    <message>
        <source>Best first: %1</source>
        <comment>a ranking</comment>
        <translation>Das Beste zuerst: %1</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::LabelledSlider</name>
    <message>
        <source>From %1 to %2</source>
        <translation>Von %1 bis %2</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::LearningCurve</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>%1 on validation shoppers</source>
        <translation>%1 bei den Validierungspersonen</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::LivePanel</name>
    <message>
        <source>Finish now, keep the best</source>
        <translation>Jetzt beenden, Bestes behalten</translation>
    </message>
    <message>
        <source>Stops training; the run keeps its best epoch as the model (Ctrl+.)</source>
        <translation>Beendet das Training; der Lauf behält seine beste Epoche als Modell (Strg+.)</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Running, started from outside this window</source>
        <translation>Läuft, außerhalb dieses Fensters gestartet</translation>
    </message>
    <message>
        <source>Stopped early, the best epoch was kept</source>
        <translation>Vorzeitig beendet, die beste Epoche wurde behalten</translation>
    </message>
    <message>
        <source>Finished in %1</source>
        <translation>Fertig nach %1</translation>
    </message>
    <message>
        <source>This model needs no epochs: it has no learning curve.</source>
        <translation>Dieses Modell braucht keine Epochen: Es hat keine Lernkurve.</translation>
    </message>
    <message>
        <source>No epoch is finished: there is no learning curve yet.</source>
        <translation>Noch ist keine Epoche fertig: Es gibt noch keine Lernkurve.</translation>
    </message>
    <message>
        <source>Choose a run below to see how it learned.</source>
        <translation>Unten einen Lauf wählen, um zu sehen, wie er gelernt hat.</translation>
    </message>
    <message>
        <source>best epoch %1: %2 %3</source>
        <translation>beste Epoche %1: %2 %3</translation>
    </message>
    <message>
        <source>%1 · patience %2 of %3</source>
        <translation>%1 · Geduld %2 von %3</translation>
    </message>
    <message>
        <source>The curves begin with the first finished epoch.</source>
        <translation>Die Kurven beginnen mit der ersten fertigen Epoche.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Preparing: %1</source>
        <translation>Vorbereitung: %1</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>no epoch was better than the untrained start</source>
        <translation>keine Epoche war besser als der untrainierte Anfang</translation>
    </message>
    <message>
        <source>best epoch %1</source>
        <translation>beste Epoche %1</translation>
    </message>
    <message>
        <source>Interrupted: the program that trained it was ended from outside</source>
        <translation>Unterbrochen: Das Programm, das ihn trainierte, wurde von außen beendet</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Has the training stand still and the processor free (Ctrl+P)</source>
        <translation>Lässt das Training stillstehen und gibt den Prozessor frei (Strg+P)</translation>
    </message>
    <message>
        <source>Training %1 of %2</source>
        <translation>Training %1 von %2</translation>
    </message>
    <message>
        <source>Training, run %1</source>
        <translation>Training, Lauf %1</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Stopped early, before an epoch was finished</source>
        <translation>Vorzeitig beendet, bevor eine Epoche fertig war</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::MainWindow</name>
    <message>
        <source>Menus</source>
        <translation>Menüs</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The first model is trained and evaluated.</source>
        <translation>Das erste Modell ist trainiert und ausgewertet.</translation>
    </message>
    <message>
        <source>See recommendations</source>
        <translation>Empfehlungen ansehen</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Erneut starten</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>Anderes öffnen …</translation>
    </message>
    <message>
        <source>%1 – Haberdash</source>
        <translation>%1 – Haberdash</translation>
    </message>
    <message>
        <source>%1 (read only)</source>
        <translation>%1 (nur lesen)</translation>
    </message>
    <message>
        <source>A job is running</source>
        <translation>Ein Auftrag läuft</translation>
    </message>
    <message>
        <source>A job is still running. Closing the window stops it; what it has saved so far stays.</source>
        <translation>Ein Auftrag läuft noch. Das Schließen des Fensters beendet ihn; was er bisher gespeichert hat, bleibt.</translation>
    </message>
    <message>
        <source>Stop it and close</source>
        <translation>Beenden und schließen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>Be&amp;werten</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>&amp;Trainieren</translation>
    </message>
    <message>
        <source>E&amp;valuate</source>
        <translation>A&amp;uswerten</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;New project from files…</source>
        <translation>&amp;Neues Projekt aus Dateien …</translation>
    </message>
    <message>
        <source>Imports products into a new project</source>
        <translation>Importiert Produkte in ein neues Projekt</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>Projekt ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Opens another project folder</source>
        <translation>Öffnet einen anderen Projektordner</translation>
    </message>
    <message>
        <source>Explore the sample catalogue</source>
        <translation>Beispielkatalog erkunden</translation>
    </message>
    <message>
        <source>&amp;Import products…</source>
        <translation>Produkte &amp;importieren …</translation>
    </message>
    <message>
        <source>Adds products, pictures and events to this project</source>
        <translation>Fügt diesem Projekt Produkte, Bilder und Ereignisse hinzu</translation>
    </message>
    <message>
        <source>&amp;Read texts and pictures</source>
        <translation>Texte und Bilder &amp;lesen</translation>
    </message>
    <message>
        <source>Computes what is new of the features that models learn from</source>
        <translation>Berechnet, was an Merkmalen neu ist, aus denen Modelle lernen</translation>
    </message>
    <message>
        <source>Trains popularity, content, item-knn and a quick multimodal model, and evaluates them</source>
        <translation>Trainiert popularity, content, item-knn und ein schnelles multimodales Modell und wertet sie aus</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>Projekt &amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>Theme, zoom, language and keys</source>
        <translation>Erscheinungsbild, Größe, Sprache und Tasten</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Shows this view</source>
        <translation>Zeigt diese Ansicht</translation>
    </message>
    <message>
        <source>Search or run…</source>
        <translation>Suchen oder ausführen …</translation>
    </message>
    <message>
        <source>Finds products, shoppers and commands</source>
        <translation>Findet Produkte, Kundschaft und Befehle</translation>
    </message>
    <message>
        <source>Show or hide the inspector</source>
        <translation>Inspektor zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the jobs</source>
        <translation>Aufträge zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Normal size</source>
        <translation>Normale Größe</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>User &amp;guide</source>
        <translation>Hand&amp;buch</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>Shows every key</source>
        <translation>Zeigt alle Tasten</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>No project was opened yet</source>
        <translation>Noch wurde kein Projekt geöffnet</translation>
    </message>
    <message>
        <source>Search or run   %1</source>
        <translation>Suchen oder ausführen   %1</translation>
    </message>
    <message>
        <source>Search or run</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Shopper</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>The language changes when Haberdash is started again.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Haberdash.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Draws a catalog, simulates shoppers and trains a first model</source>
        <translation>Zeichnet einen Katalog, simuliert Kundschaft und trainiert ein erstes Modell</translation>
    </message>
    <message>
        <source>Train simple models and a first one of texts and pictures</source>
        <translation>Einfache Modelle und ein erstes aus Texten und Bildern trainieren</translation>
    </message>
    <message>
        <source>Adds sessions of 500 simulated shoppers to learn from, marked as simulated</source>
        <translation>Ergänzt zum Lernen Sitzungen von 500 simulierten Personen, als simuliert gekennzeichnet</translation>
    </message>
    <message>
        <source>Simulate 500 shoppers</source>
        <translation>500 Personen simulieren</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Design</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Design</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>Design des Systems</translation>
    </message>
    <message>
        <source>&amp;Encoders…</source>
        <translation>&amp;Encoder …</translation>
    </message>
    <message>
        <source>What turns texts and pictures into vectors: add your own, put one to use</source>
        <translation>Was aus Texten und Bildern Vektoren macht: eigene hinzufügen, einen nutzen</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::MetricsTable</name>
    <message>
        <source>Ranking metrics of the chosen runs</source>
        <translation>Kennzahlen der Rangfolge der gewählten Läufe</translation>
    </message>
    <message>
        <source>Likelihood metrics of the chosen runs</source>
        <translation>Kennzahlen der Wahrscheinlichkeit der gewählten Läufe</translation>
    </message>
    <message>
        <source>Figures of the lists as a whole</source>
        <translation>Zahlen zu den Listen als Ganzes</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>%1, best</source>
        <translation>%1, am besten</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::NoEvents</name>
    <message>
        <source>Simulate shoppers</source>
        <translation>Kundschaft simulieren</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::NoticeBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::OptionsForm</name>
    <message>
        <source>No setting has these words.</source>
        <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Filter settings</source>
        <translation>Einstellungen filtern</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Zurück auf %1</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Overwrite</name>
    <message>
        <source>Replace files</source>
        <translation>Dateien ersetzen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) with figures would be replaced as well: %1. Replace?</source>
        <translation>
            <numerusform>Eine Datei mit Zahlen würde ebenfalls ersetzt: %1. Ersetzen?</numerusform>
            <numerusform>%n Dateien mit Zahlen würden ebenfalls ersetzt: %1. Ersetzen?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::PeekCard</name>
    <message>
        <source>%1 · %2</source>
        <comment>title and price</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::PersonaDialog</name>
    <message>
        <source>Liked place in the prices</source>
        <translation>Bevorzugter Platz unter den Preisen</translation>
    </message>
    <message>
        <source>cheapest</source>
        <translation>am billigsten</translation>
    </message>
    <message>
        <source>dearest</source>
        <translation>am teuersten</translation>
    </message>
    <message>
        <source>Who they shop for</source>
        <translation>Für wen eingekauft wird</translation>
    </message>
    <message>
        <source>men</source>
        <translation>Herren</translation>
    </message>
    <message>
        <source>women</source>
        <translation>Damen</translation>
    </message>
    <message>
        <source>Thrift</source>
        <translation>Sparsamkeit</translation>
    </message>
    <message>
        <source>How much a price away from it repels</source>
        <translation>Wie sehr ein Preis abseits davon abschreckt</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>How much single judgements vary</source>
        <translation>Wie sehr einzelne Urteile schwanken</translation>
    </message>
    <message>
        <source>Change a persona</source>
        <translation>Persona ändern</translation>
    </message>
    <message>
        <source>New persona</source>
        <translation>Neue Persona</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Shops for</source>
        <translation>Kauft für</translation>
    </message>
    <message>
        <source>LIKES, BRANDS AND WHAT IS NEVER BOUGHT</source>
        <translation>VORLIEBEN, MARKEN UND WAS NIE GEKAUFT WIRD</translation>
    </message>
    <message>
        <source>Weights add to what a product is worth; one below 0 is a dislike. Shoppers that were simulated around the persona keep their own tastes; new ones follow it.</source>
        <translation>Gewichte zählen zum Wert eines Produkts; unter 0 heißt Abneigung. Personen, die um die Persona simuliert wurden, behalten ihren Geschmack; neue folgen ihr.</translation>
    </message>
    <message>
        <source>The persona&apos;s taste</source>
        <translation>Der Geschmack der Persona</translation>
    </message>
    <message>
        <source>What it likes most</source>
        <translation>Was ihr am besten gefällt</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Before the noise of single judgements</source>
        <translation>Ohne die Streuung einzelner Urteile</translation>
    </message>
    <message numerus="yes">
        <source>Before the noise of single judgements; %n product(s) are never bought</source>
        <translation>
            <numerusform>Ohne die Streuung einzelner Urteile; %n Produkt wird nie gekauft</numerusform>
            <numerusform>Ohne die Streuung einzelner Urteile; %n Produkte werden nie gekauft</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a liked product…</source>
        <translation>Produkt, das gefällt, hinzufügen …</translation>
    </message>
    <message>
        <source>Weighs what the liked products have in common, and more of than the catalog has</source>
        <translation>Gewichtet, was diesen Produkten gemeinsam ist und im Katalog seltener vorkommt</translation>
    </message>
    <message>
        <source>Likes: %1.</source>
        <translation>Gefällt: %1.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie die Arbeitsumgebung</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Size of text and controls</source>
        <translation>Größe von Text und Bedienelementen</translation>
    </message>
    <message>
        <source>80 %</source>
        <translation>80 %</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200 %</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Works in</source>
        <translation>Wirkt in</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>Alle Tasten zurücksetzen</translation>
    </message>
    <message>
        <source>Key of %1</source>
        <translation>Taste von %1</translation>
    </message>
    <message>
        <source>%1 already belongs to “%2”; take it away there first.</source>
        <translation>%1 gehört schon zu „%2“; dort zuerst entfernen.</translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>Size: %1 %</source>
        <translation>Größe: %1 %</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::PriceFilter</name>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Lowest price</source>
        <translation>Niedrigster Preis</translation>
    </message>
    <message>
        <source>Highest price</source>
        <translation>Höchster Preis</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ProductPicker</name>
    <message>
        <source>Words of a product, or its id</source>
        <translation>Wörter eines Produkts oder seine Nummer</translation>
    </message>
    <message>
        <source>Find a product to add</source>
        <translation>Produkt zum Hinzufügen suchen</translation>
    </message>
    <message>
        <source>Products found</source>
        <translation>Gefundene Produkte</translation>
    </message>
    <message>
        <source>Type words that the product has.</source>
        <translation>Wörter eingeben, die das Produkt hat.</translation>
    </message>
    <message>
        <source>No product has these words.</source>
        <translation>Kein Produkt hat diese Wörter.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ProductTile</name>
    <message>
        <source>Picture not read yet</source>
        <translation>Bild noch nicht gelesen</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Picture file missing</source>
        <translation>Bilddatei fehlt</translation>
    </message>
    <message>
        <source>Picture format not supported</source>
        <translation>Bildformat nicht unterstützt</translation>
    </message>
    <message>
        <source>Picture damaged</source>
        <translation>Bild beschädigt</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Not supported</source>
        <translation>Nicht unterstützt</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ProjectActions</name>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>Read texts and pictures</source>
        <translation>Texte und Bilder lesen</translation>
    </message>
    <message>
        <source>Train the multimodal model</source>
        <translation>Das multimodale Modell trainieren</translation>
    </message>
    <message>
        <source>Evaluate all four</source>
        <translation>Alle vier auswerten</translation>
    </message>
    <message>
        <source>Import finished: %1.</source>
        <translation>Import fertig: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) added</source>
        <translation>
            <numerusform>%Ln Produkt hinzugefügt</numerusform>
            <numerusform>%Ln Produkte hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln updated</source>
        <translation>
            <numerusform>%Ln aktualisiert</numerusform>
            <numerusform>%Ln aktualisiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) missing</source>
        <translation>
            <numerusform>%Ln Bild fehlt</numerusform>
            <numerusform>%Ln Bilder fehlen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) damaged</source>
        <translation>
            <numerusform>%Ln Bild beschädigt</numerusform>
            <numerusform>%Ln Bilder beschädigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) rejected</source>
        <translation>
            <numerusform>%Ln Zeile abgelehnt</numerusform>
            <numerusform>%Ln Zeilen abgelehnt</numerusform>
        </translation>
    </message>
    <message>
        <source>Draw the sample catalog</source>
        <translation>Beispielkatalog zeichnen</translation>
    </message>
    <message>
        <source>Simulate shoppers</source>
        <translation>Kundschaft simulieren</translation>
    </message>
    <message>
        <source>Train “%1”</source>
        <translation>„%1“ trainieren</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Rail</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Ranking</name>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>not in %1</source>
        <translation>nicht in %1</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::RankingExport</name>
    <message>
        <source>%1 % likely · score %2</source>
        <translation>zu %1 % wahrscheinlich · Wert %2</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>Wert %1</translation>
    </message>
    <message>
        <source>Recommended for %1</source>
        <translation>Empfohlen für %1</translation>
    </message>
    <message>
        <source>%1, run %2, %3 products ranked, %4</source>
        <translation>%1, Lauf %2, %3 Produkte geordnet, %4</translation>
    </message>
    <message>
        <source>Made from these events</source>
        <translation>Aus diesen Ereignissen</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::RankingList</name>
    <message>
        <source>Recommended products, best first</source>
        <translation>Empfohlene Produkte, bestes zuerst</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::RankingModel</name>
    <message>
        <source>score %1</source>
        <translation>Wert %1</translation>
    </message>
    <message>
        <source>%1
Rank %2, score %3</source>
        <translation>%1
Rang %2, Wert %3</translation>
    </message>
    <message>
        <source>Rank %1</source>
        <translation>Rang %1</translation>
    </message>
    <message>
        <source>%1 % likely to please</source>
        <translation>gefällt zu %1 %</translation>
    </message>
    <message>
        <source>%1 % likely to please, where one product in two does</source>
        <translation>gefällt zu %1 %, wo jedes zweite Produkt gefällt</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::RecommendBar</name>
    <message>
        <source>Choose a persona, a shopper or your own session (U)</source>
        <translation>Eine Persona, eine Person oder die eigene Sitzung wählen (U)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The run that ranks (M)</source>
        <translation>Der Lauf, der ordnet (M)</translation>
    </message>
    <message>
        <source>Top </source>
        <translation>Beste </translation>
    </message>
    <message>
        <source>Number of products</source>
        <translation>Zahl der Produkte</translation>
    </message>
    <message>
        <source>What a click means</source>
        <translation>Was ein Klick bedeutet</translation>
    </message>
    <message>
        <source>What a click on a product, or Enter, records as an event</source>
        <translation>Was ein Klick auf ein Produkt oder die Eingabetaste als Ereignis festhält</translation>
    </message>
    <message>
        <source>Click: view</source>
        <translation>Klick: ansehen</translation>
    </message>
    <message>
        <source>Click: like</source>
        <translation>Klick: gefällt</translation>
    </message>
    <message>
        <source>Click: cart</source>
        <translation>Klick: Warenkorb</translation>
    </message>
    <message>
        <source>Click: only select</source>
        <translation>Klick: nur auswählen</translation>
    </message>
    <message>
        <source>Model to compare with</source>
        <translation>Modell zum Vergleich</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Why the product in focus is there (E)</source>
        <translation>Warum das Produkt im Fokus dort steht (E)</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre wenn</translation>
    </message>
    <message>
        <source>Take events out and put them back; again restores all (W)</source>
        <translation>Ereignisse herausnehmen und zurücklegen; nochmals stellt alles wieder her (W)</translation>
    </message>
    <message>
        <source>Compare with another model&apos;s list (D)</source>
        <translation>Mit der Liste eines anderen Modells vergleichen (D)</translation>
    </message>
    <message>
        <source>Export the ranking as HTML and CSV (Ctrl+E)</source>
        <translation>Die Rangfolge als HTML und CSV ausgeben (Strg+E)</translation>
    </message>
    <message>
        <source>Export the ranking</source>
        <translation>Die Rangfolge ausgeben</translation>
    </message>
    <message>
        <source>For whom?</source>
        <translation>Für wen?</translation>
    </message>
    <message>
        <source>Choose for whom to recommend</source>
        <translation>Wählen, für wen empfohlen wird</translation>
    </message>
    <message>
        <source>Recommending for %1</source>
        <translation>Empfehlungen für %1</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>What is pinned, boosted, buried and hidden, and what it costs (R)</source>
        <translation>Was festgesetzt, gehoben, gesenkt und ausgeblendet ist, und was es kostet (R)</translation>
    </message>
    <message>
        <source>Draft · %1</source>
        <translation>Entwurf · %1</translation>
    </message>
    <message>
        <source>Rules · %1</source>
        <translation>Regeln · %1</translation>
    </message>
    <message>
        <source>While Why, What if or Rules is on, a click only selects the product</source>
        <translation>Solange Warum, Was wäre wenn oder Regeln an ist, wählt ein Klick das Produkt nur aus</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::RecommendView</name>
    <message>
        <source>Recommend</source>
        <translation>Empfehlen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Takes back the last event added here (Backspace)</source>
        <translation>Nimmt das letzte hier hinzugefügte Ereignis zurück (Rücktaste)</translation>
    </message>
    <message>
        <source>Takes back all events added here</source>
        <translation>Nimmt alle hier hinzugefügten Ereignisse zurück</translation>
    </message>
    <message>
        <source>My own session</source>
        <translation>Eigene Sitzung</translation>
    </message>
    <message>
        <source>Recommend &amp;for…</source>
        <translation>Empfehlen &amp;für …</translation>
    </message>
    <message>
        <source>Chooses a persona, a shopper or your own session</source>
        <translation>Wählt eine Persona, eine Person oder die eigene Sitzung</translation>
    </message>
    <message>
        <source>&amp;Model…</source>
        <translation>&amp;Modell …</translation>
    </message>
    <message>
        <source>Chooses the run that ranks</source>
        <translation>Wählt den Lauf, der ordnet</translation>
    </message>
    <message>
        <source>&amp;Why this product</source>
        <translation>&amp;Warum dieses Produkt</translation>
    </message>
    <message>
        <source>Shows what speaks for the product in focus</source>
        <translation>Zeigt, was für das Produkt im Fokus spricht</translation>
    </message>
    <message>
        <source>W&amp;hat if</source>
        <translation>Was wä&amp;re wenn</translation>
    </message>
    <message>
        <source>Takes events out and puts them back; again restores all</source>
        <translation>Nimmt Ereignisse heraus und legt sie zurück; nochmals stellt alles wieder her</translation>
    </message>
    <message>
        <source>Shows where another model puts each product</source>
        <translation>Zeigt, wohin ein anderes Modell jedes Produkt stellt</translation>
    </message>
    <message>
        <source>&amp;Like</source>
        <translation>&amp;Gefällt</translation>
    </message>
    <message>
        <source>The product in focus was liked</source>
        <translation>Das Produkt im Fokus gefällt</translation>
    </message>
    <message>
        <source>Dislik&amp;e</source>
        <translation>Gefällt &amp;nicht</translation>
    </message>
    <message>
        <source>The product in focus was disliked</source>
        <translation>Das Produkt im Fokus gefällt nicht</translation>
    </message>
    <message>
        <source>Put into the &amp;cart</source>
        <translation>In den Waren&amp;korb</translation>
    </message>
    <message>
        <source>The product in focus was put into the cart</source>
        <translation>Das Produkt im Fokus kommt in den Warenkorb</translation>
    </message>
    <message>
        <source>&amp;Undo last event</source>
        <translation>Letztes Ereignis &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Takes back the last event added here</source>
        <translation>Nimmt das letzte hier hinzugefügte Ereignis zurück</translation>
    </message>
    <message>
        <source>E&amp;xport ranking…</source>
        <translation>Rangfolge aus&amp;geben …</translation>
    </message>
    <message>
        <source>Writes the ranking as HTML and CSV</source>
        <translation>Schreibt die Rangfolge als HTML und CSV</translation>
    </message>
    <message>
        <source>NO EVENTS YET</source>
        <translation>NOCH KEINE EREIGNISSE</translation>
    </message>
    <message numerus="yes">
        <source>MADE FROM %n EVENT(S)</source>
        <translation>
            <numerusform>AUS %n EREIGNIS</numerusform>
            <numerusform>AUS %n EREIGNISSEN</numerusform>
        </translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Noch kein Modell</translation>
    </message>
    <message>
        <source>Recommendations are made by a trained run.</source>
        <translation>Empfehlungen macht ein trainierter Lauf.</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Zum Trainieren</translation>
    </message>
    <message>
        <source>For whom?</source>
        <translation>Für wen?</translation>
    </message>
    <message>
        <source>Choose a persona or shopper, or build a session of your own by clicking.</source>
        <translation>Eine Persona oder Person wählen oder durch Klicks eine eigene Sitzung bilden.</translation>
    </message>
    <message>
        <source>Choose… (U)</source>
        <translation>Wählen … (U)</translation>
    </message>
    <message>
        <source>Build my own session</source>
        <translation>Eigene Sitzung bilden</translation>
    </message>
    <message>
        <source>No ranking</source>
        <translation>Keine Rangfolge</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Ranking the catalog…</source>
        <translation>Der Katalog wird geordnet …</translation>
    </message>
    <message>
        <source>Nothing to recommend</source>
        <translation>Nichts zu empfehlen</translation>
    </message>
    <message>
        <source>Every product was seen already, or the catalog is empty.</source>
        <translation>Jedes Produkt wurde schon gesehen, oder der Katalog ist leer.</translation>
    </message>
    <message>
        <source>What if: Space switches an event, W restores</source>
        <translation>Was wäre wenn: Leertaste schaltet ein Ereignis, W stellt wieder her</translation>
    </message>
    <message>
        <source>%1 products ranked in %2 ms</source>
        <translation>%1 Produkte in %2 ms geordnet</translation>
    </message>
    <message>
        <source>overlap@%1 with %2: %3</source>
        <translation>Überschneidung@%1 mit %2: %3</translation>
    </message>
    <message>
        <source>Kendall&apos;s tau %1</source>
        <translation>Kendalls Tau %1</translation>
    </message>
    <message>
        <source>Was %1</source>
        <translation>War %1</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Export ranking</source>
        <translation>Rangfolge ausgeben</translation>
    </message>
    <message>
        <source>Recommended for %1.html</source>
        <translation>Empfohlen für %1.html</translation>
    </message>
    <message>
        <source>Page and table (*.html)</source>
        <translation>Seite und Tabelle (*.html)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Why number %1?</source>
        <translation>Warum Nummer %1?</translation>
    </message>
    <message>
        <source>Com&amp;pare with another model</source>
        <translation>Mit anderem Modell &amp;vergleichen</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>&amp;Rules</source>
        <translation>&amp;Regeln</translation>
    </message>
    <message>
        <source>What is pinned, boosted, buried and hidden, and what it costs</source>
        <translation>Was festgesetzt, gehoben, gesenkt und ausgeblendet ist, und was es kostet</translation>
    </message>
    <message>
        <source>P&amp;in…</source>
        <translation>&amp;Festsetzen…</translation>
    </message>
    <message>
        <source>Keeps the product in focus at one place of every ranking</source>
        <translation>Hält das Produkt im Fokus auf einem Platz jeder Rangliste</translation>
    </message>
    <message>
        <source>&amp;Boost</source>
        <translation>&amp;Heben</translation>
    </message>
    <message>
        <source>Lifts the product in focus by one step of three</source>
        <translation>Hebt das Produkt im Fokus um eine Stufe von dreien</translation>
    </message>
    <message>
        <source>Bur&amp;y</source>
        <translation>&amp;Senken</translation>
    </message>
    <message>
        <source>Lowers the product in focus by one step of three</source>
        <translation>Senkt das Produkt im Fokus um eine Stufe von dreien</translation>
    </message>
    <message>
        <source>Hi&amp;de</source>
        <translation>&amp;Ausblenden</translation>
    </message>
    <message>
        <source>Shows the product in focus to nobody</source>
        <translation>Zeigt das Produkt im Fokus niemandem</translation>
    </message>
    <message>
        <source>Undo rule chan&amp;ge</source>
        <translation>Regeländerung &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Takes back the last change of the rules</source>
        <translation>Nimmt die letzte Änderung der Regeln zurück</translation>
    </message>
    <message>
        <source>&amp;Save rules</source>
        <translation>Regeln s&amp;peichern</translation>
    </message>
    <message>
        <source>Makes the draft the project&apos;s own rules</source>
        <translation>Macht den Entwurf zu den Regeln des Projekts</translation>
    </message>
    <message>
        <source>Pin…</source>
        <translation>Festsetzen…</translation>
    </message>
    <message>
        <source>Boost</source>
        <translation>Heben</translation>
    </message>
    <message>
        <source>Bury</source>
        <translation>Senken</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Festsetzen</translation>
    </message>
    <message>
        <source>Place of %1 in every ranking; 0 takes the pin away:</source>
        <translation>Platz von %1 in jeder Rangliste; 0 löst es wieder:</translation>
    </message>
    <message>
        <source>The project&apos;s rules are saved.</source>
        <translation>Die Regeln des Projekts sind gespeichert.</translation>
    </message>
    <message numerus="yes">
        <source>%1 AND %n LABEL(S)</source>
        <translation>
            <numerusform>%1 UND %n URTEIL</numerusform>
            <numerusform>%1 UND %n URTEILEN</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>MADE FROM %n LABEL(S)</source>
        <translation>
            <numerusform>AUS %n URTEIL</numerusform>
            <numerusform>AUS %n URTEILEN</numerusform>
        </translation>
    </message>
    <message>
        <source>NO LABELS YET</source>
        <translation>NOCH KEINE URTEILE</translation>
    </message>
    <message>
        <source>Like products in Label, for yourself: this list follows your taste.</source>
        <translation>Was Sie unter „Bewerten“ für sich selbst mögen, bestimmt diese Liste.</translation>
    </message>
    <message>
        <source>Click a product to begin a session.</source>
        <translation>Ein Produkt anklicken beginnt eine Sitzung.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ReplayFigures</name>
    <message>
        <source> vs </source>
        <translation> gegen </translation>
    </message>
    <message>
        <source>OVERLAP@%1</source>
        <translation>GEMEINSAM@%1</translation>
    </message>
    <message>
        <source>on both lists here</source>
        <translation>hier auf beiden Listen</translation>
    </message>
    <message>
        <source>KENDALL&apos;S TAU</source>
        <translation>KENDALLS TAU</translation>
    </message>
    <message>
        <source>MEAN RECIPROCAL RANK</source>
        <translation>MITTL. KEHRWERT DES RANGS</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>LIKED MORE THAN</source>
        <translation>GEFÄLLT MEHR ALS</translation>
    </message>
    <message>
        <source>of the catalog, simulated</source>
        <translation>des Katalogs, simuliert</translation>
    </message>
    <message>
        <source>%1 %2 (%3 to %4)</source>
        <translation>%1 %2 (%3 bis %4)</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>difference %1 %2</source>
        <translation>Unterschied %1 %2</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Clicks on all lists of the session together, with bootstrapped 95 % intervals over the draws: %1</source>
        <translation>Klicks auf alle Listen der Sitzung zusammen, mit 95-%-Intervallen (Bootstrap) über die Ziehungen: %1</translation>
    </message>
    <message>
        <source>SIMULATED CLICKS, BY TASTE</source>
        <translation>SIMULIERTE KLICKS, NACH GESCHMACK</translation>
    </message>
    <message>
        <source>SIMULATED CLICKS, BY WHAT FOLLOWS</source>
        <translation>SIMULIERTE KLICKS, NACH DEM, WAS FOLGT</translation>
    </message>
    <message>
        <source>difference %1 %2, within the noise of the draws</source>
        <translation>Unterschied %1 %2, im Rauschen der Ziehungen</translation>
    </message>
    <message>
        <source>nothing new came next</source>
        <translation>nichts Neues kam danach</translation>
    </message>
    <message>
        <source>of both orders: 1 alike, −1 reversed</source>
        <translation>beider Reihenfolgen: 1 gleich, −1 umgekehrt</translation>
    </message>
    <message>
        <source>too few products</source>
        <translation>zu wenige Produkte</translation>
    </message>
    <message>
        <source>of what came next: 1 is always first</source>
        <translation>dessen, was folgte: 1 ist immer zuerst</translation>
    </message>
    <message>
        <source>nothing follows in the session</source>
        <translation>in der Sitzung folgt nichts mehr</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ReplayPanel</name>
    <message>
        <source>Rank %1</source>
        <translation>Rang %1</translation>
    </message>
    <message>
        <source>came next in the session</source>
        <translation>kam in der Sitzung als Nächstes</translation>
    </message>
    <message>
        <source>%1 · next</source>
        <translation>%1 · folgt</translation>
    </message>
    <message>
        <source>What %1 ranks, best first</source>
        <translation>Was %1 reiht, das Beste zuerst</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ResultsBanner</name>
    <message>
        <source>Mix of text and image</source>
        <translation>Mischung aus Text und Bild</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Back to catalog</source>
        <translation>Zurück zum Katalog</translation>
    </message>
    <message>
        <source>Back to catalog (Esc)</source>
        <translation>Zurück zum Katalog (Esc)</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ReviewPage</name>
    <message>
        <source>hardly more than chance</source>
        <translation>kaum mehr als Zufall</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>mäßig</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>substantial</source>
        <translation>deutlich</translation>
    </message>
    <message>
        <source>nearly perfect</source>
        <translation>fast vollkommen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Label on</source>
        <translation>Weiter bewerten</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotator(s)</source>
        <translation>
            <numerusform>%n Person</numerusform>
            <numerusform>%n Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>Needs questions that two annotators answered.</source>
        <translation>Braucht Fragen, die zwei Personen beantwortet haben.</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s α</source>
        <translation>Krippendorffs α</translation>
    </message>
    <message numerus="yes">
        <source>Agreement of all annotators on %n shared question(s), 0 is chance and 1 is full: %1.</source>
        <translation>
            <numerusform>Übereinstimmung aller bei %n gemeinsamen Frage, 0 ist Zufall und 1 vollkommen: %1.</numerusform>
            <numerusform>Übereinstimmung aller bei %n gemeinsamen Fragen, 0 ist Zufall und 1 vollkommen: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cohen&apos;s κ</source>
        <translation>Cohens κ</translation>
    </message>
    <message>
        <source>Self-repeat</source>
        <translation>Selbsttreue</translation>
    </message>
    <message>
        <source>%1 of %2 questions that came again got the same answer.</source>
        <translation>%1 von %2 Fragen, die wiederkamen, erhielten dieselbe Antwort.</translation>
    </message>
    <message>
        <source>Some questions come again after a while; none was answered yet.</source>
        <translation>Manche Fragen kommen nach einer Weile wieder; noch keine wurde beantwortet.</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>Kreise</translation>
    </message>
    <message>
        <source>No three preferences contradict each other.</source>
        <translation>Keine drei Vorlieben widersprechen sich.</translation>
    </message>
    <message>
        <source>Times three preferences of one person bite their tail: A over B, B over C, C over A.</source>
        <translation>So oft beißen sich drei Vorlieben einer Person in den Schwanz: A vor B, B vor C, C vor A.</translation>
    </message>
    <message>
        <source>Export labels</source>
        <translation>Urteile exportieren</translation>
    </message>
    <message>
        <source>Tables (%1)</source>
        <translation>Tabellen (%1)</translation>
    </message>
    <message>
        <source>JSON lines (%1)</source>
        <translation>JSON Lines (%1)</translation>
    </message>
    <message numerus="yes">
        <source>%n label event(s) written to %1 and, beside it, %2.</source>
        <translation>
            <numerusform>%n Eintrag nach %1 und daneben nach %2 geschrieben.</numerusform>
            <numerusform>%n Einträge nach %1 und daneben nach %2 geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import labels</source>
        <translation>Urteile importieren</translation>
    </message>
    <message>
        <source>Labels (%1)</source>
        <translation>Urteile (%1)</translation>
    </message>
    <message numerus="yes">
        <source>%n label event(s) added.</source>
        <translation>
            <numerusform>%n Eintrag hinzugefügt.</numerusform>
            <numerusform>%n Einträge hinzugefügt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) could not be used; the first: %1</source>
        <translation>
            <numerusform>%n Zeile war nicht brauchbar; die erste: %1</numerusform>
            <numerusform>%n Zeilen waren nicht brauchbar; die erste: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Annotators</source>
        <translation>Urteilende</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>Alike</source>
        <translation>Gleich beantwortet</translation>
    </message>
    <message>
        <source>Agreement beyond chance</source>
        <translation>Übereinstimmung über den Zufall hinaus</translation>
    </message>
    <message>
        <source>The shared answers are all the same: agreement beyond chance shows only where answers differ.</source>
        <translation>Die gemeinsamen Antworten sind alle gleich: Übereinstimmung über den Zufall hinaus zeigt sich erst, wo Antworten verschieden sind.</translation>
    </message>
    <message numerus="yes">
        <source>Agreement of two annotators beyond chance, on average of %n pair(s) of them.</source>
        <translation>
            <numerusform>Übereinstimmung zweier Urteilender über den Zufall hinaus, bei %n Paar.</numerusform>
            <numerusform>Übereinstimmung je zweier Urteilender über den Zufall hinaus, im Mittel über %n Paare.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pairs and rankings</source>
        <translation>Paare und Rangfolgen</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>Einzeln</translation>
    </message>
    <message>
        <source>Ratings</source>
        <translation>Noten</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>α %1</source>
        <comment>Krippendorff&apos;s alpha</comment>
        <translation>α %1</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>two annotators</comment>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>κ %1</source>
        <comment>Cohen&apos;s kappa</comment>
        <translation>κ %1</translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) of these labels are not in the catalog: what was said of them counts once they are imported.</source>
        <translation>
            <numerusform>%n Produkt dieser Urteile ist nicht im Katalog: Was darüber gesagt wurde, zählt, sobald es importiert ist.</numerusform>
            <numerusform>%n Produkte dieser Urteile sind nicht im Katalog: Was darüber gesagt wurde, zählt, sobald sie importiert sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Answers that people gave for themselves count as well: there, agreement tells how alike their tastes are.</source>
        <translation>Antworten für sich selbst zählen mit: Dort sagt die Übereinstimmung, wie ähnlich die Geschmäcker sind.</translation>
    </message>
    <message>
        <source>less than chance</source>
        <translation>weniger als Zufall</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::RuleDraft</name>
    <message>
        <source>The project&apos;s rules were changed by another program since they were opened here. Save again to put the draft in their place, or discard the draft to see them.</source>
        <translation>Die Regeln des Projekts wurden von einem anderen Programm geändert, seit sie hier geöffnet sind. Noch einmal speichern setzt den Entwurf an ihre Stelle; den Entwurf verwerfen zeigt sie.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Rules</name>
    <message numerus="yes">
        <source>%n more</source>
        <comment>products of a rule</comment>
        <translation>
            <numerusform>%n weiteres</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>all of %1</source>
        <translation>alles von %1</translation>
    </message>
    <message>
        <source>%1: pinned to place %2</source>
        <translation>%1: auf Platz %2 festgesetzt</translation>
    </message>
    <message>
        <source>%1: boosted by %2</source>
        <translation>%1: um %2 gehoben</translation>
    </message>
    <message>
        <source>%1: buried by %2</source>
        <translation>%1: um %2 gesenkt</translation>
    </message>
    <message>
        <source>%1: hidden</source>
        <translation>%1: ausgeblendet</translation>
    </message>
    <message>
        <source>, from %1</source>
        <translation>, ab %1</translation>
    </message>
    <message>
        <source>, until %1</source>
        <translation>, bis %1</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>boosted</source>
        <translation>gehoben</translation>
    </message>
    <message>
        <source>buried</source>
        <translation>gesenkt</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::RulesPanel</name>
    <message>
        <source>NDCG@10 %1
between %2 and %3</source>
        <translation>NDCG@10 %1
zwischen %2 und %3</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Makes the draft the project&apos;s own rules (Ctrl+S)</source>
        <translation>Macht den Entwurf zu den Regeln des Projekts (Strg+S)</translation>
    </message>
    <message>
        <source>Takes back the last change of the rules (Ctrl+Z)</source>
        <translation>Nimmt die letzte Änderung der Regeln zurück (Strg+Z)</translation>
    </message>
    <message>
        <source>Back to the project&apos;s own rules</source>
        <translation>Zurück zu den Regeln des Projekts</translation>
    </message>
    <message>
        <source>Merchandising rules</source>
        <translation>Regeln der Warenpräsentation</translation>
    </message>
    <message>
        <source>Removes the rule</source>
        <translation>Entfernt die Regel</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>Entfernen: %1</translation>
    </message>
    <message>
        <source>A draft: the shop goes by it once it is saved.</source>
        <translation>Ein Entwurf: der Shop hält sich daran, sobald er gespeichert ist.</translation>
    </message>
    <message>
        <source>As saved in the project.</source>
        <translation>Wie im Projekt gespeichert.</translation>
    </message>
    <message>
        <source>None yet. Of the product in focus: P pins it, + and − boost and bury it, H hides it.</source>
        <translation>Noch keine. Das Produkt im Fokus: P setzt es fest, + und − heben und senken es, H blendet es aus.</translation>
    </message>
    <message>
        <source>Working out what they cost…</source>
        <translation>Was sie kosten, wird berechnet…</translation>
    </message>
    <message>
        <source>All together: %1</source>
        <translation>Alle zusammen: %1</translation>
    </message>
    <message>
        <source>Over %1 validation shoppers, with 95 % intervals.</source>
        <translation>Über %1 Personen der Validierung, mit 95-%-Intervallen.</translation>
    </message>
    <message>
        <source>Over %1 validation shoppers, with 95 % intervals: within the noise.</source>
        <translation>Über %1 Personen der Validierung, mit 95-%-Intervallen: im Rauschen.</translation>
    </message>
    <message>
        <source>NDCG@10 as without it</source>
        <translation>NDCG@10 wie ohne sie</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::RunBoxes</name>
    <message>
        <source>against %1</source>
        <translation>gegen %1</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::RunDifferences</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>Beste Epoche</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Data fingerprint</source>
        <translation>Fingerabdruck der Daten</translation>
    </message>
    <message>
        <source>Shoppers</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Events in training</source>
        <translation>Ereignisse im Training</translation>
    </message>
    <message>
        <source>Events in validation</source>
        <translation>Ereignisse in der Validierung</translation>
    </message>
    <message>
        <source>Events in test</source>
        <translation>Ereignisse im Test</translation>
    </message>
    <message>
        <source>Labelled pairs</source>
        <translation>Bewertete Paare</translation>
    </message>
    <message>
        <source>Labelled products</source>
        <translation>Bewertete Produkte</translation>
    </message>
    <message>
        <source>Text encoder</source>
        <translation>Textencoder</translation>
    </message>
    <message>
        <source>Picture encoder</source>
        <translation>Bildencoder</translation>
    </message>
    <message>
        <source>Computed by</source>
        <translation>Berechnet von</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::RunList</name>
    <message>
        <source>Runs to evaluate</source>
        <translation>Läufe zum Auswerten</translation>
    </message>
    <message>
        <source>%1, started %2</source>
        <translation>%1, begonnen %2</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::RunModel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 · current</source>
        <translation>%1 · aktuell</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>Beste Epoche</translation>
    </message>
    <message>
        <source>NDCG@10</source>
        <translation>NDCG@10</translation>
    </message>
    <message>
        <source>Recall@10</source>
        <translation>Recall@10</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>The program that trained it was ended from outside. Resume goes on after its last finished epoch.</source>
        <translation>Das Programm, das ihn trainierte, wurde von außen beendet. Fortsetzen geht nach der letzten fertigen Epoche weiter.</translation>
    </message>
    <message>
        <source>%1 · baseline</source>
        <translation>%1 · Bezugslauf</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::SegmentedControl</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::SessionBar</name>
    <message>
        <source>Replay</source>
        <translation>Nachspielen</translation>
    </message>
    <message>
        <source>Simulate…</source>
        <translation>Simulieren…</translation>
    </message>
    <message>
        <source>Choose a persona, a shopper or your own session (U)</source>
        <translation>Persona, Person oder eigene Sitzung wählen (U)</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>A stored session, latest first, or one that you build (S)</source>
        <translation>Eine gespeicherte Sitzung, die neueste zuerst, oder eine eigene (S)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The run that ranks</source>
        <translation>Der Lauf, der reiht</translation>
    </message>
    <message>
        <source>Model to compare with</source>
        <translation>Modell zum Vergleichen</translation>
    </message>
    <message>
        <source>A second run, shown beside the first</source>
        <translation>Ein zweiter Lauf, neben dem ersten</translation>
    </message>
    <message>
        <source>Top </source>
        <translation>Beste </translation>
    </message>
    <message>
        <source>Length of the lists</source>
        <translation>Länge der Listen</translation>
    </message>
    <message>
        <source>Goes through the session again from its first event (R)</source>
        <translation>Geht die Sitzung vom ersten Ereignis an noch einmal durch (R)</translation>
    </message>
    <message>
        <source>Simulates new shoppers&apos; sessions; whatever comes of it is marked as simulated</source>
        <translation>Simuliert Sitzungen neuer Personen; was daraus entsteht, ist als simuliert gekennzeichnet</translation>
    </message>
    <message>
        <source>Change or make a persona</source>
        <translation>Persona ändern oder anlegen</translation>
    </message>
    <message>
        <source>Changes the chosen persona&apos;s taste and shows what it likes, or makes a new persona</source>
        <translation>Ändert den Geschmack der gewählten Persona und zeigt, was ihr gefällt, oder legt eine neue an</translation>
    </message>
    <message>
        <source>Whose session?</source>
        <translation>Wessen Sitzung?</translation>
    </message>
    <message>
        <source>Choose whose session to look at</source>
        <translation>Wählen, wessen Sitzung gezeigt wird</translation>
    </message>
    <message>
        <source>Looking at sessions of %1</source>
        <translation>Sitzungen von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>Built by clicking</source>
        <translation>Aus Klicks</translation>
    </message>
    <message>
        <source>No second model</source>
        <translation>Kein zweites Modell</translation>
    </message>
    <message>
        <source>Change this persona…</source>
        <translation>Diese Persona ändern…</translation>
    </message>
    <message>
        <source>New persona…</source>
        <translation>Neue Persona…</translation>
    </message>
    <message>
        <source>without times</source>
        <translation>ohne Zeiten</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::SessionStrip</name>
    <message>
        <source>seen before</source>
        <translation>schon gesehen</translation>
    </message>
    <message>
        <source>After all events</source>
        <translation>Nach allen Ereignissen</translation>
    </message>
    <message>
        <source>Event %1</source>
        <translation>Ereignis %1</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>weggelassen</translation>
    </message>
    <message>
        <source>%1, added here</source>
        <translation>%1, hier hinzugefügt</translation>
    </message>
    <message>
        <source>Events of the session, oldest first</source>
        <translation>Ereignisse der Sitzung, die ältesten zuerst</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::SessionsView</name>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Sessions &amp;of…</source>
        <translation>Sitzungen &amp;von…</translation>
    </message>
    <message>
        <source>Chooses a persona, a shopper or your own session</source>
        <translation>Wählt eine Persona, eine Person oder die eigene Sitzung</translation>
    </message>
    <message>
        <source>Choose a &amp;session…</source>
        <translation>&amp;Sitzung wählen…</translation>
    </message>
    <message>
        <source>A stored session, latest first, or one that you build</source>
        <translation>Eine gespeicherte Sitzung, die neueste zuerst, oder eine eigene</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>Nachspi&amp;elen</translation>
    </message>
    <message>
        <source>Goes through the session again from its first event</source>
        <translation>Geht die Sitzung vom ersten Ereignis an noch einmal durch</translation>
    </message>
    <message>
        <source>&amp;Add a product…</source>
        <translation>Produkt &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Finds a product and adds it as the last event</source>
        <translation>Sucht ein Produkt und fügt es als letztes Ereignis hinzu</translation>
    </message>
    <message>
        <source>Si&amp;mulate shoppers…</source>
        <translation>Personen si&amp;mulieren…</translation>
    </message>
    <message>
        <source>Simulates new shoppers&apos; sessions; they are marked as simulated</source>
        <translation>Simuliert Sitzungen neuer Personen; sie sind als simuliert gekennzeichnet</translation>
    </message>
    <message>
        <source>A persona&apos;s taste by attribute, budget, brands and noise, and what it likes</source>
        <translation>Der Geschmack einer Persona nach Merkmal, Budget, Marken und Streuung, und was ihr gefällt</translation>
    </message>
    <message>
        <source>Take &amp;out or put back</source>
        <translation>&amp;Weglassen oder zurücklegen</translation>
    </message>
    <message>
        <source>Leaves the event out of the replay, or puts it back</source>
        <translation>Lässt das Ereignis beim Nachspielen weg oder legt es zurück</translation>
    </message>
    <message>
        <source>&amp;Delete the event</source>
        <translation>Ereignis &amp;löschen</translation>
    </message>
    <message>
        <source>Removes the event from this copy of the session</source>
        <translation>Entfernt das Ereignis aus dieser Kopie der Sitzung</translation>
    </message>
    <message>
        <source>Move &amp;earlier</source>
        <translation>&amp;Früher</translation>
    </message>
    <message>
        <source>Moves the event one place earlier</source>
        <translation>Verschiebt das Ereignis um einen Platz nach vorn</translation>
    </message>
    <message>
        <source>Move &amp;later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>Moves the event one place later</source>
        <translation>Verschiebt das Ereignis um einen Platz nach hinten</translation>
    </message>
    <message>
        <source>Restore t&amp;he session</source>
        <translation>Sitzun&amp;g wiederherstellen</translation>
    </message>
    <message>
        <source>All events as they were stored</source>
        <translation>Alle Ereignisse, wie sie gespeichert sind</translation>
    </message>
    <message>
        <source>BUILT HERE</source>
        <translation>HIER GEBAUT</translation>
    </message>
    <message>
        <source>SIMULATED SESSION</source>
        <translation>SIMULIERTE SITZUNG</translation>
    </message>
    <message>
        <source>STORED SESSION</source>
        <translation>GESPEICHERTE SITZUNG</translation>
    </message>
    <message numerus="yes">
        <source>%n EVENT(S)</source>
        <translation>
            <numerusform>%n EREIGNIS</numerusform>
            <numerusform>%n EREIGNISSE</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %n earlier event(s)</source>
        <translation>
            <numerusform>nach %n früheren Ereignis</numerusform>
            <numerusform>nach %n früheren Ereignissen</numerusform>
        </translation>
    </message>
    <message>
        <source>learned from by %1, whose ranks are flattered</source>
        <translation>gelernt daraus: %1, dort sind die Ränge geschönt</translation>
    </message>
    <message>
        <source>changed here, not stored</source>
        <translation>hier geändert, nicht gespeichert</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurücklegen</translation>
    </message>
    <message>
        <source>%1 simulated clicks on this list</source>
        <translation>%1 simulierte Klicks auf diese Liste</translation>
    </message>
    <message>
        <source>After all events · %1</source>
        <translation>Nach allen Ereignissen · %1</translation>
    </message>
    <message>
        <source>Before event %1</source>
        <translation>Vor Ereignis %1</translation>
    </message>
    <message>
        <source>%1, whose product was seen before · %2</source>
        <translation>%1, dessen Produkt schon gesehen war · %2</translation>
    </message>
    <message>
        <source>%1, whose product stands at rank %2 · %3</source>
        <translation>%1, dessen Produkt auf Rang %2 steht · %3</translation>
    </message>
    <message>
        <source>No model to replay with yet</source>
        <translation>Noch kein Modell zum Nachspielen</translation>
    </message>
    <message>
        <source>A replay asks a trained model what it would have shown. Train one first.</source>
        <translation>Nachspielen fragt ein trainiertes Modell, was es gezeigt hätte. Zuerst eines trainieren.</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Zum Trainieren</translation>
    </message>
    <message>
        <source>Whose session?</source>
        <translation>Wessen Sitzung?</translation>
    </message>
    <message>
        <source>Choose a persona or a shopper to see their sessions again, or build one by clicking products.</source>
        <translation>Eine Persona oder Person wählen, um ihre Sitzungen noch einmal zu sehen, oder aus Klicks auf Produkte eine bauen.</translation>
    </message>
    <message>
        <source>Choose… (U)</source>
        <translation>Wählen… (U)</translation>
    </message>
    <message>
        <source>The session could not be replayed</source>
        <translation>Die Sitzung ließ sich nicht nachspielen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Move earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Move later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Add: %1</source>
        <translation>Hinzufügen: %1</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>What a click means</source>
        <translation>Was ein Klick bedeutet</translation>
    </message>
    <message>
        <source>What a click on a ranked product, or Enter, adds to the session</source>
        <translation>Was ein Klick auf ein gereihtes Produkt oder die Eingabetaste der Sitzung hinzufügt</translation>
    </message>
    <message>
        <source>Click: only select</source>
        <translation>Klick: nur auswählen</translation>
    </message>
    <message>
        <source>Click: view</source>
        <translation>Klick: angesehen</translation>
    </message>
    <message>
        <source>Click: like</source>
        <translation>Klick: gemocht</translation>
    </message>
    <message>
        <source>Click: cart</source>
        <translation>Klick: Warenkorb</translation>
    </message>
    <message>
        <source>Finds a product and adds it as the last event (A)</source>
        <translation>Sucht ein Produkt und fügt es als letztes Ereignis hinzu (A)</translation>
    </message>
    <message>
        <source>Leaves the event out of the replay, or puts it back (Space)</source>
        <translation>Lässt das Ereignis beim Nachspielen weg oder legt es zurück (Leertaste)</translation>
    </message>
    <message>
        <source>Removes the event from this copy of the session (Delete)</source>
        <translation>Entfernt das Ereignis aus dieser Kopie der Sitzung (Entf)</translation>
    </message>
    <message>
        <source>Move the event one place earlier (Alt+Left)</source>
        <translation>Das Ereignis um einen Platz nach vorn (Alt+Links)</translation>
    </message>
    <message>
        <source>Move the event one place later (Alt+Right)</source>
        <translation>Das Ereignis um einen Platz nach hinten (Alt+Rechts)</translation>
    </message>
    <message>
        <source>SIMULATED CLICKS</source>
        <translation>SIMULIERTE KLICKS</translation>
    </message>
    <message>
        <source>How clicks are simulated</source>
        <translation>Wie Klicks simuliert werden</translation>
    </message>
    <message>
        <source>%1 is saved. Simulate shoppers to have some of its kind.</source>
        <translation>%1 ist gespeichert. Personen simulieren, um welche dieser Art zu haben.</translation>
    </message>
    <message>
        <source>Simulate shoppers</source>
        <translation>Personen simulieren</translation>
    </message>
    <message>
        <source>Simulated: %1 sessions of %2 new shoppers, with %3 events. Choose one of them as the shopper to see their sessions.</source>
        <translation>Simuliert: %1 Sitzungen von %2 neuen Personen mit %3 Ereignissen. Eine von ihnen wählen, um ihre Sitzungen zu sehen.</translation>
    </message>
    <message>
        <source>The simulation was cancelled; it left nothing behind.</source>
        <translation>Die Simulation wurde abgebrochen; sie hat nichts hinterlassen.</translation>
    </message>
    <message>
        <source>shown popular products</source>
        <translation>gezeigt wurde Beliebtes</translation>
    </message>
    <message>
        <source>shown products by chance</source>
        <translation>gezeigt wurde Zufälliges</translation>
    </message>
    <message>
        <source>shown popular products and some by chance</source>
        <translation>gezeigt wurde Beliebtes und Zufälliges</translation>
    </message>
    <message>
        <source>shown what %1 ranks</source>
        <translation>gezeigt wurde, was %1 reiht</translation>
    </message>
    <message>
        <source>position model</source>
        <translation>Positionsmodell</translation>
    </message>
    <message>
        <source>dependent click model</source>
        <translation>Modell abhängiger Klicks</translation>
    </message>
    <message>
        <source>cascade model</source>
        <translation>Kaskadenmodell</translation>
    </message>
    <message>
        <source>%1, clicks by the %2</source>
        <translation>%1, Klicks: %2</translation>
    </message>
    <message>
        <source>Change the &amp;persona…</source>
        <translation>&amp;Persona ändern…</translation>
    </message>
    <message>
        <source>&amp;New persona…</source>
        <translation>&amp;Neue Persona…</translation>
    </message>
    <message>
        <source>Makes a persona with a taste of its own, to simulate shoppers around</source>
        <translation>Legt eine Persona mit eigenem Geschmack an, um die sich Personen simulieren lassen</translation>
    </message>
    <message>
        <source>EVENTS WITHOUT A LONG PAUSE</source>
        <translation>EREIGNISSE OHNE LANGE PAUSE</translation>
    </message>
    <message>
        <source>After all events: nothing is left to click</source>
        <translation>Nach allen Ereignissen: nichts mehr anzuklicken</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::SimulateDialog</name>
    <message>
        <source>New shoppers</source>
        <translation>Neue Personen</translation>
    </message>
    <message>
        <source>Sessions of each</source>
        <translation>Sitzungen je Person</translation>
    </message>
    <message>
        <source>Simulate shoppers</source>
        <translation>Personen simulieren</translation>
    </message>
    <message>
        <source>Draws new shoppers around the project&apos;s personas and lets them shop. Their sessions and events are marked as simulated wherever they show.</source>
        <translation>Zieht neue Personen um die Personas des Projekts und lässt sie einkaufen. Ihre Sitzungen und Ereignisse sind überall als simuliert gekennzeichnet.</translation>
    </message>
    <message>
        <source>On average</source>
        <translation>Im Durchschnitt</translation>
    </message>
    <message>
        <source>What they are shown</source>
        <translation>Was ihnen gezeigt wird</translation>
    </message>
    <message>
        <source>Sessions of each, on average</source>
        <translation>Sitzungen je Person, im Durchschnitt</translation>
    </message>
    <message>
        <source>Options of the simulation</source>
        <translation>Optionen der Simulation</translation>
    </message>
    <message>
        <source>Simulate</source>
        <translation>Simulieren</translation>
    </message>
    <message>
        <source>Popular products</source>
        <translation>Beliebte Produkte</translation>
    </message>
    <message>
        <source>Products by chance</source>
        <translation>Zufällige Produkte</translation>
    </message>
    <message>
        <source>Half popular, half by chance</source>
        <translation>Halb beliebt, halb zufällig</translation>
    </message>
    <message>
        <source>What %1 ranks</source>
        <translation>Was %1 reiht</translation>
    </message>
    <message>
        <source>Share of each list that is shown so</source>
        <translation>Anteil jeder Liste, der so gezeigt wird</translation>
    </message>
    <message>
        <source> %</source>
        <comment>percent</comment>
        <translation> %</translation>
    </message>
    <message>
        <source>The shoppers&apos; own searches find the rest of the list</source>
        <translation>Den Rest der Liste finden die Personen durch eigene Suche</translation>
    </message>
    <message>
        <source>In this share of each list</source>
        <translation>In diesem Anteil jeder Liste</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Simulated</name>
    <message>
        <source>%1 · simulated</source>
        <translation>%1 · simuliert</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::TasteRows</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>What to weigh</source>
        <translation>Was zählen soll</translation>
    </message>
    <message>
        <source>Adds what was chosen to what the persona likes</source>
        <translation>Fügt das Gewählte den Vorlieben hinzu</translation>
    </message>
    <message>
        <source>How much %1 is liked</source>
        <translation>Wie sehr %1 gefällt</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1 is never bought</source>
        <translation>%1 wird nie gekauft</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>A colour, a brand, a category…</source>
        <translation>Eine Farbe, eine Marke, eine Kategorie …</translation>
    </message>
    <message>
        <source>The catalog has no product with “%1”; choose from the list.</source>
        <translation>Der Katalog hat kein Produkt mit „%1“; bitte aus der Liste wählen.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::TrainForm</name>
    <message>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Starts a run with these settings (Ctrl+Enter)</source>
        <translation>Startet einen Lauf mit diesen Einstellungen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>Der Befehl liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>&amp;Preset</source>
        <translation>&amp;Voreinstellung</translation>
    </message>
    <message>
        <source>Training…</source>
        <translation>Training läuft …</translation>
    </message>
    <message numerus="yes">
        <source>Advanced · %n changed</source>
        <translation>
            <numerusform>Erweitert · %n geändert</numerusform>
            <numerusform>Erweitert · %n geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>Ablation</source>
        <translation>Ablation</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Startwerte</translation>
    </message>
    <message>
        <source>Trains as many runs, each from a random start of its own: how much the figures vary by chance</source>
        <translation>Trainiert so viele Läufe, jeden von einem eigenen zufälligen Start aus: wie stark die Zahlen durch Zufall schwanken</translation>
    </message>
    <message>
        <source>S&amp;eeds</source>
        <translation>Startw&amp;erte</translation>
    </message>
    <message>
        <source>Trains this model with parts of it only or with others, and tells what each is worth</source>
        <translation>Trainiert dieses Modell nur mit Teilen davon oder mit anderen und sagt, was jeder wert ist</translation>
    </message>
    <message>
        <source>What the ablation compares</source>
        <translation>Was die Ablation vergleicht</translation>
    </message>
    <message>
        <source>Modalities</source>
        <translation>Modalitäten</translation>
    </message>
    <message>
        <source>Fusions</source>
        <translation>Fusionen</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Text, pictures and facts, every two of them and each alone, and the simple models beside it</source>
        <translation>Text, Bilder und Merkmale, je zwei davon und jedes allein, und die einfachen Modelle daneben</translation>
    </message>
    <message>
        <source>Every way of making one vector of what a product shows and says</source>
        <translation>Jede Art, aus dem, was ein Produkt zeigt und sagt, einen Vektor zu machen</translation>
    </message>
    <message>
        <source>Every way of telling the model how wrong it is</source>
        <translation>Jede Art, dem Modell zu sagen, wie falsch es liegt</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::TrainView</name>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>A run learns from your products&apos; texts, pictures and shoppers&apos; events. Its curves and figures appear here.</source>
        <translation>Ein Lauf lernt aus Texten und Bildern der Produkte und aus den Ereignissen der Kundschaft. Seine Kurven und Zahlen erscheinen hier.</translation>
    </message>
    <message>
        <source>Train with defaults, about 2 min</source>
        <translation>Mit Vorgaben trainieren, etwa 2 min</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>Training &amp;starten</translation>
    </message>
    <message>
        <source>Starts a run with the settings of the Train view</source>
        <translation>Startet einen Lauf mit den Einstellungen der Ansicht „Trainieren“</translation>
    </message>
    <message>
        <source>&amp;Finish now and keep the best</source>
        <translation>Jetzt &amp;beenden und Bestes behalten</translation>
    </message>
    <message>
        <source>Stops the training; its best epoch stays as the model</source>
        <translation>Beendet das Training; die beste Epoche bleibt als Modell</translation>
    </message>
    <message>
        <source>&amp;Copy as command</source>
        <translation>Als Befehl &amp;kopieren</translation>
    </message>
    <message>
        <source>Copies the command line of the settings chosen</source>
        <translation>Kopiert die Befehlszeile der gewählten Einstellungen</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>Der Befehl liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The window now recommends with run %1.</source>
        <translation>Das Fenster empfiehlt nun mit Lauf %1.</translation>
    </message>
    <message>
        <source>The command that makes run %1 is on the clipboard.</source>
        <translation>Der Befehl, der Lauf %1 erzeugt, liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>No file manager could be opened; the folder is %1.</source>
        <translation>Kein Dateiverwalter ließ sich öffnen; der Ordner ist %1.</translation>
    </message>
    <message>
        <source>This model looks at texts and pictures, whose features have not been computed yet.</source>
        <translation>Dieses Modell betrachtet Texte und Bilder, deren Merkmale noch nicht berechnet sind.</translation>
    </message>
    <message>
        <source>Compute them, then train</source>
        <translation>Berechnen, dann trainieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Train %1</source>
        <translation>%1 trainieren</translation>
    </message>
    <message>
        <source>Run %1 is finished.</source>
        <translation>Lauf %1 ist fertig.</translation>
    </message>
    <message>
        <source>Recommend with it</source>
        <translation>Damit empfehlen</translation>
    </message>
    <message>
        <source>Run %1 is still being written; write the note when it is finished.</source>
        <translation>Lauf %1 wird noch geschrieben; die Notiz schreiben, wenn er fertig ist.</translation>
    </message>
    <message>
        <source>Delete %1 with model and figures? This cannot be undone.</source>
        <translation>%1 mit Modell und Zahlen löschen? Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>A run is being trained already; resume %1 when it is finished.</source>
        <translation>Ein Lauf wird schon trainiert; %1 fortsetzen, wenn er fertig ist.</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>%1 fortsetzen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Training was stopped before it began.</source>
        <translation>Das Training wurde angehalten, bevor es begann.</translation>
    </message>
    <message numerus="yes">
        <source>%n runs are finished: NDCG@10 %1 ± %2 on validation.</source>
        <translation>
            <numerusform>%n Lauf ist fertig: NDCG@10 %1 ± %2 auf der Validierung.</numerusform>
            <numerusform>%n Läufe sind fertig: NDCG@10 %1 ± %2 auf der Validierung.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Pause or go on</source>
        <translation>&amp;Anhalten oder weiter</translation>
    </message>
    <message>
        <source>Has the training stand still, and go on where it was</source>
        <translation>Lässt das Training stillstehen und dort weitergehen, wo es war</translation>
    </message>
    <message>
        <source>&amp;Ablation</source>
        <translation>&amp;Ablation</translation>
    </message>
    <message>
        <source>Trains the model with parts of what it looks at, and tells what each is worth</source>
        <translation>Trainiert das Modell mit Teilen dessen, was es ansieht, und sagt, was jeder wert ist</translation>
    </message>
    <message>
        <source>Ablation</source>
        <translation>Ablation</translation>
    </message>
    <message>
        <source>An ablation is of the multimodal model; choose a preset such as Balanced.</source>
        <translation>Eine Ablation gibt es vom multimodalen Modell; wählen Sie eine Vorgabe wie Ausgewogen.</translation>
    </message>
    <message>
        <source>Train longer</source>
        <translation>Länger trainieren</translation>
    </message>
    <message numerus="yes">
        <source>Run %1 learned for %n epoch(s). How many more?</source>
        <translation>
            <numerusform>Lauf %1 hat %n Epoche gelernt. Wie viele weitere?</numerusform>
            <numerusform>Lauf %1 hat %n Epochen gelernt. Wie viele weitere?</numerusform>
        </translation>
    </message>
    <message>
        <source>Train %1 longer</source>
        <translation>%1 länger trainieren</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 on validation: %2.</source>
        <translation>%1 auf der Validierung: %2.</translation>
    </message>
    <message>
        <source>Left out, for want of computed features: %1.</source>
        <translation>Ausgelassen, weil Merkmale nicht berechnet sind: %1.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::TrainingJobs</name>
    <message>
        <source>Compute features</source>
        <translation>Merkmale berechnen</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::WhyPanel</name>
    <message>
        <source>Why this product</source>
        <translation>Warum dieses Produkt</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Move to a product with the arrow keys to see what speaks for it.</source>
        <translation>Mit den Pfeiltasten zu einem Produkt gehen, um zu sehen, was dafür spricht.</translation>
    </message>
    <message>
        <source>Weighing the reasons…</source>
        <translation>Gründe werden abgewogen …</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>adds %1 to the score</source>
        <translation>trägt %1 zum Wert bei</translation>
    </message>
    <message>
        <source>%1, %2
%3 without it</source>
        <translation>%1, %2
%3 ohne dies</translation>
    </message>
    <message>
        <source>because of %1, %2</source>
        <translation>wegen %1, %2</translation>
    </message>
    <message>
        <source>This model looks at no product features: its score %1 comes from what shoppers did.</source>
        <translation>Dieses Modell betrachtet keine Merkmale der Produkte: Sein Wert %1 kommt aus dem, was Personen taten.</translation>
    </message>
    <message>
        <source>BECAUSE OF</source>
        <translation>WEGEN</translation>
    </message>
    <message>
        <source>MOST LIKE</source>
        <translation>AM ÄHNLICHSTEN</translation>
    </message>
    <message>
        <source>in spite of %1, %2</source>
        <translation>trotz %1, %2</translation>
    </message>
    <message>
        <source>Its score is %1. Without anything known of product and shopper it would be %2; the difference comes from:</source>
        <translation>Sein Wert ist %1. Wäre über Produkt und Person nichts bekannt, wäre er %2; der Unterschied kommt von:</translation>
    </message>
    <message>
        <source>Shared out fairly among the parts, as Shapley values</source>
        <translation>Gerecht auf die Teile verteilt, als Shapley-Werte</translation>
    </message>
    <message>
        <source>IN SPITE OF</source>
        <translation>TROTZ</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Words</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Looks at</source>
        <translation>Betrachtet</translation>
    </message>
    <message>
        <source>Fusion</source>
        <translation>Verschmelzung</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Vector width</source>
        <translation>Breite der Vektoren</translation>
    </message>
    <message>
        <source>Hidden width</source>
        <translation>Breite der verdeckten Schichten</translation>
    </message>
    <message>
        <source>Reduced width</source>
        <translation>Verringerte Breite</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Events looked at</source>
        <translation>Betrachtete Ereignisse</translation>
    </message>
    <message>
        <source>Weight per day</source>
        <translation>Gewicht je Tag</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>Nachbarn</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Counterexamples</source>
        <translation>Gegenbeispiele</translation>
    </message>
    <message>
        <source>Counterexamples each</source>
        <translation>Gegenbeispiele je Beispiel</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Stapelgröße</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>Gradient limit</source>
        <translation>Grenze des Gradienten</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>Aufwärmschritte</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>Watched metric</source>
        <translation>Beobachtete Kennzahl</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Processor cores</source>
        <translation>Prozessorkerne</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>Anteil Validierung</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>Anteil Test</translation>
    </message>
    <message>
        <source>Multimodal</source>
        <translation>Multimodal</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Bought together</source>
        <translation>Zusammen gekauft</translation>
    </message>
    <message>
        <source>Popularity</source>
        <translation>Beliebtheit</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Text and pictures</source>
        <translation>Text und Bilder</translation>
    </message>
    <message>
        <source>Text and facts</source>
        <translation>Text und Merkmale</translation>
    </message>
    <message>
        <source>Pictures and facts</source>
        <translation>Bilder und Merkmale</translation>
    </message>
    <message>
        <source>Text, pictures and facts</source>
        <translation>Text, Bilder und Merkmale</translation>
    </message>
    <message>
        <source>Side by side (concat)</source>
        <translation>Nebeneinander (concat)</translation>
    </message>
    <message>
        <source>Average, newest counts most</source>
        <translation>Mittel, Neuestes zählt am meisten</translation>
    </message>
    <message>
        <source>Neural network (MLP)</source>
        <translation>Neuronales Netz (MLP)</translation>
    </message>
    <message>
        <source>Likelihood (BCE)</source>
        <translation>Wahrscheinlichkeit (BCE)</translation>
    </message>
    <message>
        <source>Evenly drawn</source>
        <translation>Gleichmäßig gezogen</translation>
    </message>
    <message>
        <source>By date</source>
        <translation>Nach Datum</translation>
    </message>
    <message>
        <source>Each shopper&apos;s last</source>
        <translation>Jeweils das Letzte einer Person</translation>
    </message>
    <message>
        <source>By chance</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>Unseen products</source>
        <translation>Unbekannte Produkte</translation>
    </message>
    <message>
        <source>As the data came</source>
        <translation>Wie die Daten kamen</translation>
    </message>
    <message>
        <source>NDCG</source>
        <translation>NDCG</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Recall</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precision</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Hit rate</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>MRR</source>
        <translation>MRR</translation>
    </message>
    <message>
        <source>MAP</source>
        <translation>MAP</translation>
    </message>
    <message>
        <source>MAP (all relevant)</source>
        <translation>MAP (alle relevanten)</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>ROC AUC</source>
        <translation>ROC AUC</translation>
    </message>
    <message>
        <source>PR AUC</source>
        <translation>PR AUC</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>Log-Verlust</translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation>Brier-Wert</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>Kalibrierungsfehler</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Gini</source>
        <translation>Gini</translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>Vielfalt</translation>
    </message>
    <message>
        <source>Novelty</source>
        <translation>Neuheit</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stopped early</source>
        <translation>Vorzeitig beendet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>under 1 s</source>
        <translation>unter 1 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1–%2 s left</source>
        <translation>noch %1–%2 s</translation>
    </message>
    <message>
        <source>%1–%2 min left</source>
        <translation>noch %1–%2 min</translation>
    </message>
    <message>
        <source>Distrust of rare pairs</source>
        <translation>Misstrauen gegen seltene Paare</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>Startzahl der Aufteilung</translation>
    </message>
    <message>
        <source>Multiplied (product)</source>
        <translation>Multipliziert (product)</translation>
    </message>
    <message>
        <source>Added up (sum)</source>
        <translation>Addiert (sum)</translation>
    </message>
    <message>
        <source>Weighed (gate)</source>
        <translation>Gewichtet (gate)</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit (attention)</translation>
    </message>
    <message>
        <source>Read in order (GRU)</source>
        <translation>Der Reihe nach gelesen (GRU)</translation>
    </message>
    <message>
        <source>Nearness (dot product)</source>
        <translation>Nähe (Skalarprodukt)</translation>
    </message>
    <message>
        <source>Order of pairs (BPR)</source>
        <translation>Reihenfolge von Paaren (BPR)</translation>
    </message>
    <message>
        <source>Choice among many (softmax)</source>
        <translation>Wahl unter vielen (softmax)</translation>
    </message>
    <message>
        <source>Graph layers</source>
        <translation>Schritte im Graphen</translation>
    </message>
    <message>
        <source>Graph left out</source>
        <translation>Weggelassener Graph</translation>
    </message>
    <message>
        <source>Links of a product</source>
        <translation>Verbindungen je Produkt</translation>
    </message>
    <message>
        <source>Weight of content</source>
        <translation>Gewicht des Inhalts</translation>
    </message>
    <message>
        <source>Member runs</source>
        <translation>Läufe des Ensembles</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Looks at validation every</source>
        <translation>Blick auf die Validierung alle</translation>
    </message>
    <message>
        <source>Matrix factorisation (BPR)</source>
        <translation>Matrixfaktorisierung (BPR)</translation>
    </message>
    <message>
        <source>Visual factorisation (VBPR)</source>
        <translation>Faktorisierung mit Inhalt (VBPR)</translation>
    </message>
    <message>
        <source>Graph (LightGCN)</source>
        <translation>Graph (LightGCN)</translation>
    </message>
    <message>
        <source>Graph with content (FREEDOM)</source>
        <translation>Graph mit Inhalt (FREEDOM)</translation>
    </message>
    <message>
        <source>Several runs together</source>
        <translation>Mehrere Läufe zusammen</translation>
    </message>
    <message>
        <source>Half from the same category</source>
        <translation>Zur Hälfte aus derselben Kategorie</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>d MMM, HH:mm</source>
        <comment>a time of this year, as QDateTime formats it</comment>
        <translation>d. MMM, HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <comment>a time, as QDateTime formats it</comment>
        <translation>d. MMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>Weight of labels</source>
        <translation>Gewicht der Urteile</translation>
    </message>
    <message>
        <source>Weight of clicks</source>
        <translation>Gewicht der Klicks</translation>
    </message>
    <message>
        <source>Decay of looks by place</source>
        <translation>Abnahme der Blicke mit dem Platz</translation>
    </message>
    <message>
        <source>Largest weight of a click</source>
        <translation>Größtes Gewicht eines Klicks</translation>
    </message>
    <message>
        <source>All alike</source>
        <translation>Alle gleich</translation>
    </message>
    <message>
        <source>By place on the list</source>
        <translation>Nach dem Platz in der Liste</translation>
    </message>
    <message>
        <source>Whose events</source>
        <translation>Wessen Ereignisse</translation>
    </message>
    <message>
        <source>Real ones, where there are enough</source>
        <translation>Wirkliche, wo es genug gibt</translation>
    </message>
    <message>
        <source>Of real shoppers</source>
        <translation>Wirklicher Personen</translation>
    </message>
    <message>
        <source>Of simulated shoppers</source>
        <translation>Simulierter Personen</translation>
    </message>
    <message>
        <source>Temperature of softmax</source>
        <translation>Temperatur von Softmax</translation>
    </message>
    <message>
        <source>From the same batch</source>
        <translation>Aus demselben Stapel</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Recent popularity</source>
        <translation>Zuletzt beliebt</translation>
    </message>
    <message>
        <source>about a second left</source>
        <translation>noch etwa eine Sekunde</translation>
    </message>
    <message>
        <source>Who met what alone</source>
        <translation>Nur wer was sah (ids)</translation>
    </message>
    <message>
        <source>Shoppers&apos; own vectors</source>
        <translation>Eigene Vektoren der Personen</translation>
    </message>
    <message>
        <source>Training was stopped; the run keeps its best epoch as the model.</source>
        <translation>Das Training wurde beendet; der Lauf behält seine beste Epoche als Modell.</translation>
    </message>
    <message>
        <source>Training was stopped before an epoch was finished; resume the run to go on.</source>
        <translation>Das Training wurde angehalten, bevor eine Epoche fertig war; den Lauf fortsetzen, um weiterzumachen.</translation>
    </message>
    <message>
        <source>Training was stopped before there was a model; resume the run to go on.</source>
        <translation>Das Training wurde angehalten, bevor es ein Modell gab; den Lauf fortsetzen, um weiterzumachen.</translation>
    </message>
    <message>
        <source>Training was stopped at run %1 of %2.</source>
        <translation>Das Training wurde bei Lauf %1 von %2 beendet.</translation>
    </message>
    <message>
        <source>Training was stopped at run %1.</source>
        <translation>Das Training wurde bei Lauf %1 beendet.</translation>
    </message>
    <message>
        <source>The finished runs stay in the list.</source>
        <translation>Die fertigen Läufe bleiben in der Liste.</translation>
    </message>
    <message>
        <source>The run that was stopped keeps its best epoch as the model.</source>
        <translation>Der beendete Lauf behält seine beste Epoche als Modell.</translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Workspace</name>
    <message>
        <source>me</source>
        <translation>ich</translation>
    </message>
    <message>
        <source>Another window is working on this project: what you click, label or import here is not kept. Close the other window to work here.</source>
        <translation>Ein anderes Fenster arbeitet an diesem Projekt: Was hier geklickt, bewertet oder importiert wird, wird nicht behalten. Zum Arbeiten das andere Fenster schließen.</translation>
    </message>
    <message>
        <source>The folder of this project cannot be written: nothing that you do here is kept. Change its permissions, or copy it to a folder of your own.</source>
        <translation>In den Ordner dieses Projekts kann nicht geschrieben werden: Was hier geschieht, wird nicht behalten. Die Rechte ändern oder ihn in einen eigenen Ordner kopieren.</translation>
    </message>
    <message>
        <source>There are no events of shoppers to learn from: import them, or simulate shoppers to try things out.</source>
        <translation>Es gibt keine Ereignisse von Kundschaft, aus denen zu lernen wäre: welche importieren oder zum Ausprobieren Kundschaft simulieren.</translation>
    </message>
</context>
</TS>
