CREATE TABLE `local_state` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `search_doc` (
	`rid` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`tbl` text NOT NULL,
	`row` text NOT NULL,
	`text` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `search_doc_record` ON `search_doc` (`tbl`,`row`);--> statement-breakpoint
CREATE TABLE `sync_op` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`w` integer NOT NULL,
	`n` integer NOT NULL,
	`x` integer NOT NULL,
	`t` text NOT NULL,
	`tbl` text NOT NULL,
	`row` text NOT NULL,
	`line` text NOT NULL,
	`state` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sync_op_dot` ON `sync_op` (`w`,`n`);--> statement-breakpoint
CREATE INDEX `sync_op_row` ON `sync_op` (`row`);--> statement-breakpoint
CREATE TABLE `sync_writer` (
	`w` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`desk` text NOT NULL,
	`prev_w` integer,
	`prev_n` integer,
	`opened_at` text NOT NULL,
	`app` text NOT NULL,
	`schema` text NOT NULL,
	`host` text NOT NULL,
	`max_n` integer NOT NULL,
	`head_sha` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sync_writer_id` ON `sync_writer` (`id`);--> statement-breakpoint
CREATE INDEX `sync_writer_desk` ON `sync_writer` (`desk`);--> statement-breakpoint
CREATE TABLE `actionItem` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`meeting` text,
	`measure` text,
	`text` text,
	`bureau` text,
	`dueOn` text,
	`status` text,
	`closedOn` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `actionItem_meeting` ON `actionItem` (`meeting`);--> statement-breakpoint
CREATE INDEX `actionItem_measure` ON `actionItem` (`measure`);--> statement-breakpoint
CREATE INDEX `actionItem_bureau` ON `actionItem` (`bureau`);--> statement-breakpoint
CREATE TABLE `agendaItem` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`meeting` text,
	`order` integer,
	`titleJa` text,
	`titleEn` text,
	`paper` text,
	`bureau` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `agendaItem_meeting` ON `agendaItem` (`meeting`);--> statement-breakpoint
CREATE TABLE `agreement` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`titleJa` text,
	`titleEn` text,
	`kind` text,
	`signedOn` text,
	`status` text,
	`fields` text,
	`reviewYears` integer,
	`counterpart` text,
	`signedPlace` text,
	`signedByUs` text,
	`signedByThem` text,
	`assemblyApprovedOn` text,
	`validFrom` text,
	`validTo` text,
	`replaces` text,
	`possiblySame` text,
	`listOrder` integer,
	`source` text,
	`text` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `agreement_kind` ON `agreement` (`kind`);--> statement-breakpoint
CREATE INDEX `agreement_signedOn` ON `agreement` (`signedOn`);--> statement-breakpoint
CREATE INDEX `agreement_status` ON `agreement` (`status`);--> statement-breakpoint
CREATE TABLE `agreementBureau` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`agreement` text,
	`bureau` text,
	`role` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `agreementBureau_agreement` ON `agreementBureau` (`agreement`);--> statement-breakpoint
CREATE INDEX `agreementBureau_bureau` ON `agreementBureau` (`bureau`);--> statement-breakpoint
CREATE TABLE `agreementParty` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`agreement` text,
	`partner` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `agreementParty_agreement` ON `agreementParty` (`agreement`);--> statement-breakpoint
CREATE INDEX `agreementParty_partner` ON `agreementParty` (`partner`);--> statement-breakpoint
CREATE TABLE `agreementReview` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`agreement` text,
	`heldOn` text,
	`result` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `agreementReview_agreement` ON `agreementReview` (`agreement`);--> statement-breakpoint
CREATE TABLE `attachment` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`recordTable` text,
	`record` text,
	`fileName` text,
	`fileHash` text,
	`size` integer,
	`mediaType` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `attachment_record` ON `attachment` (`record`);--> statement-breakpoint
CREATE TABLE `attendance` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`meeting` text,
	`bureau` text,
	`name` text,
	`postJa` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `attendance_meeting` ON `attendance` (`meeting`);--> statement-breakpoint
CREATE TABLE `briefing` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`title` text,
	`language` text,
	`visit` text,
	`trip` text,
	`partner` text,
	`status` text,
	`handling` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `briefing_visit` ON `briefing` (`visit`);--> statement-breakpoint
CREATE INDEX `briefing_trip` ON `briefing` (`trip`);--> statement-breakpoint
CREATE INDEX `briefing_partner` ON `briefing` (`partner`);--> statement-breakpoint
CREATE TABLE `briefingExport` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`briefing` text,
	`exportedOn` text,
	`exportedBy` text,
	`fileName` text,
	`madeFrom` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `briefingExport_briefing` ON `briefingExport` (`briefing`);--> statement-breakpoint
CREATE TABLE `briefingSection` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`briefing` text,
	`order` integer,
	`title` text,
	`text` text,
	`madeFrom` text,
	`hidden` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `briefingSection_briefing` ON `briefingSection` (`briefing`);--> statement-breakpoint
CREATE TABLE `bureau` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`order` integer,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`shortJa` text,
	`kind` text,
	`validFrom` text,
	`validTo` text,
	`source` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `bureauSuccession` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`bureau` text,
	`successor` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `bureauSuccession_bureau` ON `bureauSuccession` (`bureau`);--> statement-breakpoint
CREATE INDEX `bureauSuccession_successor` ON `bureauSuccession` (`successor`);--> statement-breakpoint
CREATE TABLE `checklistItem` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`visit` text,
	`area` text,
	`text` text,
	`owner` text,
	`hoursBefore` integer,
	`doneOn` text,
	`doneBy` text,
	`order` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `checklistItem_visit` ON `checklistItem` (`visit`);--> statement-breakpoint
CREATE TABLE `council` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`kind` text,
	`parent` text,
	`establishedOn` text,
	`secretariat` text,
	`note` text,
	`source` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `decision` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`meeting` text,
	`order` integer,
	`text` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `decision_meeting` ON `decision` (`meeting`);--> statement-breakpoint
CREATE TABLE `event` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`network` text,
	`kind` text,
	`dateFrom` text,
	`dateTo` text,
	`place` text,
	`cityCount` integer,
	`source` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `event_network` ON `event` (`network`);--> statement-breakpoint
CREATE TABLE `eventPartner` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`event` text,
	`partner` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `eventPartner_event` ON `eventPartner` (`event`);--> statement-breakpoint
CREATE INDEX `eventPartner_partner` ON `eventPartner` (`partner`);--> statement-breakpoint
CREATE TABLE `followUp` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`visit` text,
	`trip` text,
	`text` text,
	`bureau` text,
	`owner` text,
	`dueOn` text,
	`status` text,
	`closedOn` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `followUp_visit` ON `followUp` (`visit`);--> statement-breakpoint
CREATE INDEX `followUp_trip` ON `followUp` (`trip`);--> statement-breakpoint
CREATE TABLE `fund` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`establishedOn` text,
	`source` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `fundBudget` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`fund` text,
	`fiscalYear` integer,
	`amount` integer,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `fundBudget_fund` ON `fundBudget` (`fund`);--> statement-breakpoint
CREATE INDEX `fundBudget_rule0` ON `fundBudget` (`fund`,`fiscalYear`);--> statement-breakpoint
CREATE TABLE `gift` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`visit` text,
	`trip` text,
	`partner` text,
	`person` text,
	`direction` text,
	`itemJa` text,
	`itemEn` text,
	`value` integer,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `gift_visit` ON `gift` (`visit`);--> statement-breakpoint
CREATE INDEX `gift_trip` ON `gift` (`trip`);--> statement-breakpoint
CREATE INDEX `gift_partner` ON `gift` (`partner`);--> statement-breakpoint
CREATE TABLE `goal` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`strategy` text,
	`parent` text,
	`kind` text,
	`code` text,
	`titleJa` text,
	`titleEn` text,
	`order` integer,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `goal_strategy` ON `goal` (`strategy`);--> statement-breakpoint
CREATE INDEX `goal_parent` ON `goal` (`parent`);--> statement-breakpoint
CREATE TABLE `grant` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`fund` text,
	`measure` text,
	`fiscalYear` integer,
	`amount` integer,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `grant_fund` ON `grant` (`fund`);--> statement-breakpoint
CREATE INDEX `grant_measure` ON `grant` (`measure`);--> statement-breakpoint
CREATE TABLE `indicator` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`measure` text,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`unit` text,
	`baseline` text,
	`baselineYear` integer,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `indicator_measure` ON `indicator` (`measure`);--> statement-breakpoint
CREATE TABLE `indicatorTarget` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`indicator` text,
	`fiscalYear` integer,
	`value` text,
	`actual` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `indicatorTarget_indicator` ON `indicatorTarget` (`indicator`);--> statement-breakpoint
CREATE INDEX `indicatorTarget_rule0` ON `indicatorTarget` (`indicator`,`fiscalYear`);--> statement-breakpoint
CREATE TABLE `measure` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`number` integer,
	`titleJa` text,
	`titleEn` text,
	`strategy` text,
	`goal` text,
	`summary` text,
	`schedule` text,
	`continues` text,
	`source` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `measure_number` ON `measure` (`number`);--> statement-breakpoint
CREATE INDEX `measure_strategy` ON `measure` (`strategy`);--> statement-breakpoint
CREATE INDEX `measure_goal` ON `measure` (`goal`);--> statement-breakpoint
CREATE INDEX `measure_rule0` ON `measure` (`strategy`,`number`);--> statement-breakpoint
CREATE TABLE `measureAgreement` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`measure` text,
	`agreement` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `measureAgreement_measure` ON `measureAgreement` (`measure`);--> statement-breakpoint
CREATE INDEX `measureAgreement_agreement` ON `measureAgreement` (`agreement`);--> statement-breakpoint
CREATE TABLE `measureBureau` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`measure` text,
	`bureau` text,
	`role` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `measureBureau_measure` ON `measureBureau` (`measure`);--> statement-breakpoint
CREATE INDEX `measureBureau_bureau` ON `measureBureau` (`bureau`);--> statement-breakpoint
CREATE TABLE `measureNetwork` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`measure` text,
	`network` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `measureNetwork_measure` ON `measureNetwork` (`measure`);--> statement-breakpoint
CREATE INDEX `measureNetwork_network` ON `measureNetwork` (`network`);--> statement-breakpoint
CREATE TABLE `measurePartner` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`measure` text,
	`partner` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `measurePartner_measure` ON `measurePartner` (`measure`);--> statement-breakpoint
CREATE INDEX `measurePartner_partner` ON `measurePartner` (`partner`);--> statement-breakpoint
CREATE TABLE `meeting` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`council` text,
	`titleJa` text,
	`titleEn` text,
	`heldOn` text,
	`startTime` text,
	`endTime` text,
	`place` text,
	`status` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `meeting_council` ON `meeting` (`council`);--> statement-breakpoint
CREATE INDEX `meeting_heldOn` ON `meeting` (`heldOn`);--> statement-breakpoint
CREATE TABLE `membership` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`network` text,
	`partner` text,
	`joinedOn` text,
	`leftOn` text,
	`role` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `membership_network` ON `membership` (`network`);--> statement-breakpoint
CREATE INDEX `membership_partner` ON `membership` (`partner`);--> statement-breakpoint
CREATE TABLE `network` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`startedOn` text,
	`joinedOn` text,
	`status` text,
	`suspendedOn` text,
	`facts` text,
	`source` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `note` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`recordTable` text,
	`record` text,
	`text` text,
	`author` text,
	`writtenOn` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `note_record` ON `note` (`record`);--> statement-breakpoint
CREATE TABLE `officer` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`reading` text,
	`bureau` text,
	`division` text,
	`postJa` text,
	`extension` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `partner` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`nameLocal` text,
	`reading` text,
	`otherNames` text,
	`kind` text,
	`country` text,
	`headTitle` text,
	`latitude` text,
	`longitude` text,
	`source` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `partner_kind` ON `partner` (`kind`);--> statement-breakpoint
CREATE INDEX `partner_rule0` ON `partner` (`nameJa`,`kind`);--> statement-breakpoint
CREATE TABLE `partnerFact` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`partner` text,
	`metric` text,
	`value` text,
	`unit` text,
	`asOf` text,
	`source` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `partnerFact_partner` ON `partnerFact` (`partner`);--> statement-breakpoint
CREATE TABLE `period` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`council` text,
	`strategy` text,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`kind` text,
	`dateFrom` text,
	`dateTo` text,
	`asOf` text,
	`dueOn` text,
	`status` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `period_council` ON `period` (`council`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`nameLocal` text,
	`reading` text,
	`partner` text,
	`postJa` text,
	`postEn` text,
	`honorific` text,
	`rank` text,
	`precedence` integer,
	`languages` text,
	`dietary` text,
	`religious` text,
	`biography` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `person_partner` ON `person` (`partner`);--> statement-breakpoint
CREATE INDEX `person_order` ON `person` (`reading`,`nameJa`,`id`);--> statement-breakpoint
CREATE TABLE `personPost` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`person` text,
	`partner` text,
	`titleJa` text,
	`titleEn` text,
	`validFrom` text,
	`validTo` text,
	`credentialsOn` text,
	`precedence` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `personPost_person` ON `personPost` (`person`);--> statement-breakpoint
CREATE TABLE `programmeItem` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`visit` text,
	`tripStop` text,
	`date` text,
	`startTime` text,
	`endTime` text,
	`titleJa` text,
	`titleEn` text,
	`place` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `programmeItem_visit` ON `programmeItem` (`visit`);--> statement-breakpoint
CREATE INDEX `programmeItem_tripStop` ON `programmeItem` (`tripStop`);--> statement-breakpoint
CREATE TABLE `progress` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`period` text,
	`measure` text,
	`bureau` text,
	`status` text,
	`statusReason` text,
	`planned` text,
	`done` text,
	`figures` text,
	`problems` text,
	`nextSteps` text,
	`contact` text,
	`reportedBy` text,
	`reportedOn` text,
	`checkedBy` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `progress_period` ON `progress` (`period`);--> statement-breakpoint
CREATE INDEX `progress_measure` ON `progress` (`measure`);--> statement-breakpoint
CREATE INDEX `progress_bureau` ON `progress` (`bureau`);--> statement-breakpoint
CREATE INDEX `progress_status` ON `progress` (`status`);--> statement-breakpoint
CREATE INDEX `progress_rule0` ON `progress` (`period`,`measure`,`bureau`);--> statement-breakpoint
CREATE TABLE `project` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`fieldJa` text,
	`fieldEn` text,
	`network` text,
	`leader` text,
	`status` text,
	`source` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `projectPartner` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`project` text,
	`partner` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `projectPartner_project` ON `projectPartner` (`project`);--> statement-breakpoint
CREATE INDEX `projectPartner_partner` ON `projectPartner` (`partner`);--> statement-breakpoint
CREATE TABLE `sheet` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`period` text,
	`council` text,
	`bureau` text,
	`issuedOn` text,
	`issuedBy` text,
	`dueOn` text,
	`state` text,
	`fileName` text,
	`fileHash` text,
	`columns` text,
	`key` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `sheet_period` ON `sheet` (`period`);--> statement-breakpoint
CREATE TABLE `sheetRow` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`sheet` text,
	`progress` text,
	`ordinal` integer,
	`values` text,
	`heads` text,
	`check` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `sheetRow_sheet` ON `sheetRow` (`sheet`);--> statement-breakpoint
CREATE TABLE `strategy` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`validFrom` text,
	`validTo` text,
	`structure` text,
	`source` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `tag` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`name` text,
	`colour` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `tagging` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`tag` text,
	`recordTable` text,
	`record` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `tagging_tag` ON `tagging` (`tag`);--> statement-breakpoint
CREATE INDEX `tagging_record` ON `tagging` (`record`);--> statement-breakpoint
CREATE TABLE `target` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`metric` text,
	`value` integer,
	`unit` text,
	`dueOn` text,
	`countingRule` text,
	`source` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `trip` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`titleJa` text,
	`titleEn` text,
	`traveller` text,
	`dateFrom` text,
	`dateTo` text,
	`purpose` text,
	`companions` text,
	`cost` integer,
	`results` text,
	`status` text,
	`source` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `trip_dateFrom` ON `trip` (`dateFrom`);--> statement-breakpoint
CREATE TABLE `tripAgreement` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`trip` text,
	`agreement` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `tripAgreement_trip` ON `tripAgreement` (`trip`);--> statement-breakpoint
CREATE INDEX `tripAgreement_agreement` ON `tripAgreement` (`agreement`);--> statement-breakpoint
CREATE TABLE `tripStop` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`trip` text,
	`partner` text,
	`order` integer,
	`arriveOn` text,
	`leaveOn` text,
	`purpose` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `tripStop_trip` ON `tripStop` (`trip`);--> statement-breakpoint
CREATE INDEX `tripStop_partner` ON `tripStop` (`partner`);--> statement-breakpoint
CREATE TABLE `view` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`table` text,
	`name` text,
	`definition` text,
	`isDefault` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `view_table` ON `view` (`table`);--> statement-breakpoint
CREATE TABLE `visit` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`date` text,
	`startTime` text,
	`endTime` text,
	`titleJa` text,
	`titleEn` text,
	`kind` text,
	`partner` text,
	`leader` text,
	`leaderRank` text,
	`partySize` integer,
	`receivedBy` text,
	`place` text,
	`status` text,
	`interpreter` text,
	`language` text,
	`bureau` text,
	`officer` text,
	`handling` text,
	`agenda` text,
	`talkRecord` text,
	`seatingNote` text,
	`press` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `visit_date` ON `visit` (`date`);--> statement-breakpoint
CREATE INDEX `visit_kind` ON `visit` (`kind`);--> statement-breakpoint
CREATE INDEX `visit_partner` ON `visit` (`partner`);--> statement-breakpoint
CREATE INDEX `visit_leader` ON `visit` (`leader`);--> statement-breakpoint
CREATE INDEX `visit_receivedBy` ON `visit` (`receivedBy`);--> statement-breakpoint
CREATE INDEX `visit_status` ON `visit` (`status`);--> statement-breakpoint
CREATE INDEX `visit_order` ON `visit` (`date`,`startTime`,`id`);--> statement-breakpoint
CREATE TABLE `visitGuest` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`visit` text,
	`person` text,
	`name` text,
	`postJa` text,
	`order` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `visitGuest_visit` ON `visitGuest` (`visit`);--> statement-breakpoint
CREATE INDEX `visitGuest_person` ON `visitGuest` (`person`);--> statement-breakpoint
CREATE TABLE `vocabulary` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`list` text,
	`key` text,
	`nameJa` text,
	`nameEn` text,
	`nameKo` text,
	`order` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `vocabulary_list` ON `vocabulary` (`list`);--> statement-breakpoint
CREATE INDEX `vocabulary_rule0` ON `vocabulary` (`list`,`key`);