<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>haberdash::ui::ArmsDialog</name>
    <message numerus="yes">
        <source>%n shopper(s) met both runs and are left out.</source>
        <translation>
            <numerusform>%n shopper met both runs and is left out.</numerusform>
            <numerusform>%n shoppers met both runs and are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::AudiencePicker</name>
    <message numerus="yes">
        <source>%1 · %n event(s)</source>
        <translation>
            <numerusform>%1 · %n event</numerusform>
            <numerusform>%1 · %n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::CatalogView</name>
    <message numerus="yes">
        <source>%n product(s) added to the session.</source>
        <translation>
            <numerusform>%n product added to the session.</numerusform>
            <numerusform>%n products added to the session.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 applied to %n product(s).</source>
        <translation>
            <numerusform>%1 applied to %n product.</numerusform>
            <numerusform>%1 applied to %n products.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply to %n</source>
        <translation>
            <numerusform>Apply to %n</numerusform>
            <numerusform>Apply to %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ComparisonTable</name>
    <message numerus="yes">
        <source>%n runs side by side</source>
        <translation>
            <numerusform>%n run side by side</numerusform>
            <numerusform>%n runs side by side</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::EncodersPage</name>
    <message numerus="yes">
        <source>%n encoder(s) damaged: add again from the source.</source>
        <translation>
            <numerusform>%n encoder is damaged: add it again from its source.</numerusform>
            <numerusform>%n encoders are damaged: add them again from their sources.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::EvaluateView</name>
    <message numerus="yes">
        <source>Evaluate %n run(s)</source>
        <translation>
            <numerusform>Evaluate %n run</numerusform>
            <numerusform>Evaluate %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::FacetListModel</name>
    <message numerus="yes">
        <source>%1, %n product(s), chosen</source>
        <translation>
            <numerusform>%1, %n product, chosen</numerusform>
            <numerusform>%1, %n products, chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n product(s)</source>
        <translation>
            <numerusform>%1, %n product</numerusform>
            <numerusform>%1, %n products</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::FacetSection</name>
    <message numerus="yes">
        <source>%n more…</source>
        <translation>
            <numerusform>%n more…</numerusform>
            <numerusform>%n more…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::HistoryPanel</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ImportDialog</name>
    <message numerus="yes">
        <source>%Ln product(s)</source>
        <translation>
            <numerusform>%Ln product</numerusform>
            <numerusform>%Ln products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) missing</source>
        <translation>
            <numerusform>%Ln picture missing</numerusform>
            <numerusform>%Ln pictures missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) damaged</source>
        <translation>
            <numerusform>%Ln picture damaged</numerusform>
            <numerusform>%Ln pictures damaged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) would be rejected</source>
        <translation>
            <numerusform>%Ln row would be rejected</numerusform>
            <numerusform>%Ln rows would be rejected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::LabelView</name>
    <message numerus="yes">
        <source>%n label(s) so far.</source>
        <translation>
            <numerusform>%n label so far.</numerusform>
            <numerusform>%n labels so far.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 per min · about %n min left</source>
        <translation>
            <numerusform>%1 per min · about %n min left</numerusform>
            <numerusform>%1 per min · about %n min left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::LabelWords</name>
    <message numerus="yes">
        <source>%1 of %n product(s)</source>
        <translation>
            <numerusform>%1 of %n product</numerusform>
            <numerusform>%1 of %n products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) (%1)</source>
        <translation>
            <numerusform>%n label (%1)</numerusform>
            <numerusform>%n labels (%1)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Overwrite</name>
    <message numerus="yes">
        <source>%n file(s) with figures would be replaced as well: %1. Replace?</source>
        <translation>
            <numerusform>One file with figures would be replaced as well: %1. Replace?</numerusform>
            <numerusform>%n files with figures would be replaced as well: %1. Replace?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::PersonaDialog</name>
    <message numerus="yes">
        <source>Before the noise of single judgements; %n product(s) are never bought</source>
        <translation>
            <numerusform>Before the noise of single judgements; %n product is never bought</numerusform>
            <numerusform>Before the noise of single judgements; %n products are never bought</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ProjectActions</name>
    <message numerus="yes">
        <source>%Ln product(s) added</source>
        <translation>
            <numerusform>%Ln product added</numerusform>
            <numerusform>%Ln products added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln updated</source>
        <translation>
            <numerusform>%Ln updated</numerusform>
            <numerusform>%Ln updated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) missing</source>
        <translation>
            <numerusform>%Ln picture missing</numerusform>
            <numerusform>%Ln pictures missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) damaged</source>
        <translation>
            <numerusform>%Ln picture damaged</numerusform>
            <numerusform>%Ln pictures damaged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) rejected</source>
        <translation>
            <numerusform>%Ln row rejected</numerusform>
            <numerusform>%Ln rows rejected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::RecommendView</name>
    <message numerus="yes">
        <source>MADE FROM %n EVENT(S)</source>
        <translation>
            <numerusform>MADE FROM %n EVENT</numerusform>
            <numerusform>MADE FROM %n EVENTS</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 AND %n LABEL(S)</source>
        <translation>
            <numerusform>%1 AND %n LABEL</numerusform>
            <numerusform>%1 AND %n LABELS</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>MADE FROM %n LABEL(S)</source>
        <translation>
            <numerusform>MADE FROM %n LABEL</numerusform>
            <numerusform>MADE FROM %n LABELS</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::ReviewPage</name>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotator(s)</source>
        <translation>
            <numerusform>%n annotator</numerusform>
            <numerusform>%n annotators</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Agreement of all annotators on %n shared question(s), 0 is chance and 1 is full: %1.</source>
        <translation>
            <numerusform>Agreement of all annotators on %n shared question, 0 is chance and 1 is full: %1.</numerusform>
            <numerusform>Agreement of all annotators on %n shared questions, 0 is chance and 1 is full: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label event(s) written to %1 and, beside it, %2.</source>
        <translation>
            <numerusform>%n label event written to %1 and, beside it, %2.</numerusform>
            <numerusform>%n label events written to %1 and, beside it, %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label event(s) added.</source>
        <translation>
            <numerusform>%n label event added.</numerusform>
            <numerusform>%n label events added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) could not be used; the first: %1</source>
        <translation>
            <numerusform>%n row could not be used; the first: %1</numerusform>
            <numerusform>%n rows could not be used; the first: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Agreement of two annotators beyond chance, on average of %n pair(s) of them.</source>
        <translation>
            <numerusform>Agreement of two annotators beyond chance, of %n pair of them.</numerusform>
            <numerusform>Agreement of two annotators beyond chance, on average of %n pairs of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) of these labels are not in the catalog: what was said of them counts once they are imported.</source>
        <translation>
            <numerusform>%n product of these labels is not in the catalog: what was said of it counts once it is imported.</numerusform>
            <numerusform>%n products of these labels are not in the catalog: what was said of them counts once they are imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::Rules</name>
    <message numerus="yes">
        <source>%n more</source>
        <comment>products of a rule</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::SessionBar</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::SessionsView</name>
    <message numerus="yes">
        <source>%n EVENT(S)</source>
        <translation>
            <numerusform>%n EVENT</numerusform>
            <numerusform>%n EVENTS</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %n earlier event(s)</source>
        <translation>
            <numerusform>after %n earlier event</numerusform>
            <numerusform>after %n earlier events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::TrainForm</name>
    <message numerus="yes">
        <source>Advanced · %n changed</source>
        <translation>
            <numerusform>Advanced · %n changed</numerusform>
            <numerusform>Advanced · %n changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>haberdash::ui::TrainView</name>
    <message numerus="yes">
        <source>%n runs are finished: NDCG@10 %1 ± %2 on validation.</source>
        <translation>
            <numerusform>%n run is finished: NDCG@10 %1 ± %2 on validation.</numerusform>
            <numerusform>%n runs are finished: NDCG@10 %1 ± %2 on validation.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Run %1 learned for %n epoch(s). How many more?</source>
        <translation>
            <numerusform>Run %1 learned for %n epoch. How many more?</numerusform>
            <numerusform>Run %1 learned for %n epochs. How many more?</numerusform>
        </translation>
    </message>
</context>
</TS>
