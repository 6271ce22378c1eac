DROP INDEX `person_partner`;--> statement-breakpoint
DROP INDEX `person_order`;--> statement-breakpoint
CREATE INDEX `person_listed` ON `person` (`reading`,`nameJa`,`id`,`partner`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `person_by_nameEn` ON `person` (`nameEn`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `person_by_partner` ON `person` (`partner`,`reading`,`nameJa`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `person_by_postJa` ON `person` (`postJa`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `person_by_rank` ON `person` (`rank`,`reading`,`nameJa`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `person_by_honorific` ON `person` (`honorific`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `person_by_dietary` ON `person` (`dietary`,`id`) WHERE deleted = 0;--> statement-breakpoint
DROP INDEX `visit_kind`;--> statement-breakpoint
DROP INDEX `visit_partner`;--> statement-breakpoint
DROP INDEX `visit_leader`;--> statement-breakpoint
DROP INDEX `visit_receivedBy`;--> statement-breakpoint
DROP INDEX `visit_status`;--> statement-breakpoint
DROP INDEX `visit_order`;--> statement-breakpoint
CREATE INDEX `visit_listed` ON `visit` (`date`,`startTime`,`id`,`partner`,`leader`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `visit_by_startTime` ON `visit` (`startTime`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `visit_by_titleJa` ON `visit` (`titleJa`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `visit_by_kind` ON `visit` (`kind`,`date`,`startTime`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `visit_by_partner` ON `visit` (`partner`,`date`,`startTime`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `visit_by_leader` ON `visit` (`leader`,`date`,`startTime`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `visit_by_leaderRank` ON `visit` (`leaderRank`,`date`,`startTime`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `visit_by_receivedBy` ON `visit` (`receivedBy`,`date`,`startTime`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `visit_by_place` ON `visit` (`place`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `visit_by_status` ON `visit` (`status`,`date`,`startTime`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `visit_by_language` ON `visit` (`language`,`date`,`startTime`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `visit_by_partySize` ON `visit` (`partySize`,`id`) WHERE deleted = 0;--> statement-breakpoint
CREATE INDEX `visit_by_handling` ON `visit` (`handling`,`date`,`startTime`,`id`) WHERE deleted = 0;